import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOG } from '../../src/data/catalog';
import { inputLevels } from '../../src/data/dataset';
import { entryOf, keyOfDataset, makeDataset, nameIn } from '../../src/data/named';
import {
  drawPoints,
  MOST_CLASSES,
  POINT_SHAPES,
  USUAL_POINTS,
  type PointSettings,
  type PointShape,
} from '../../src/data/points';

/** Without noise, a point lies on its shape but for the rounding to levels. */
const plain = (shape: PointShape, classes: number, seed = 1) => {
  const { train } = drawPoints(shape, { seed, noise: 0, count: 400, classes });
  return Array.from({ length: train.count }, (_, i) => ({
    x: (2 * train.images[2 * i]!) / 255 - 1,
    y: (2 * train.images[2 * i + 1]!) / 255 - 1,
    label: train.labels[i]!,
  }));
};
const ROUNDING = 0.01;

describe('points of a square', () => {
  it('lie on their shapes', () => {
    for (const { x, y, label } of plain('two-moons', 2)) {
      const [u, v] = label === 0 ? [2 * x + 0.5, 2 * y + 0.25] : [0.5 - 2 * x, 0.25 - 2 * y];
      expect(Math.hypot(u, v)).toBeCloseTo(1, 1);
      expect(v).toBeGreaterThan(-3 * ROUNDING);
    }
    for (const { x, y, label } of plain('circles', 4))
      expect(Math.abs(Math.hypot(x, y) - 0.2 * (label + 1))).toBeLessThan(ROUNDING);
    for (const { x, y, label } of plain('spirals', 3)) {
      const radius = Math.hypot(x, y);
      const turn = Math.atan2(y, x) / (2 * Math.PI) - radius / 0.8 - label / 3;
      expect(Math.abs(turn - Math.round(turn)) * radius).toBeLessThan(ROUNDING);
    }
    for (const { x, y, label } of plain('xor', 2)) expect(Number(x > 0 === y > 0)).toBe(label);
    for (let label = 0; label < 5; label++) {
      const own = plain('blobs', 5).filter((point) => point.label === label);
      const mean = (of: 'x' | 'y') => own.reduce((sum, point) => sum + point[of], 0) / own.length;
      expect(mean('x')).toBeCloseTo(0.5 * Math.cos((2 * Math.PI * label) / 5), 1);
      expect(mean('y')).toBeCloseTo(0.5 * Math.sin((2 * Math.PI * label) / 5), 1);
    }
  });

  it('fill the square they are in and are within it, however much noise there is', () => {
    for (const shape of POINT_SHAPES) {
      const { train } = drawPoints(shape, { seed: 3, noise: 0.5, count: 2000, classes: 2 });
      expect(Math.min(...train.images)).toBeLessThan(10);
      expect(Math.max(...train.images)).toBeGreaterThan(245);
      // Nothing piles up at the edge.
      const edge = train.images.filter((level) => level === 0 || level === 255).length;
      expect(edge / train.images.length).toBeLessThan(0.02);
    }
  });

  const settings = fc.record({
    seed: fc.integer({ min: 0, max: 2_147_483_646 }),
    noise: fc.double({ min: 0, max: 0.5, noNaN: true }),
    count: fc.integer({ min: 20, max: 200 }),
    classes: fc.integer({ min: 2, max: 5 }),
  });
  const shapes = fc.constantFrom(...POINT_SHAPES);

  it('are the same by the same settings, others to test on, and others by another seed', () => {
    fc.assert(
      fc.property(shapes, settings, (dataset, points: PointSettings) => {
        const made = makeDataset({ dataset, points });
        expect(makeDataset({ dataset, points })).toEqual(made);
        expect(made.test.images).not.toEqual(made.train.images);
        const next = makeDataset({ dataset, points: { ...points, seed: points.seed + 1 } });
        expect(next.train.images).not.toEqual(made.test.images);
        expect(next.train.images).not.toEqual(made.train.images);
      }),
      { numRuns: 30 },
    );
  });

  it('are what is known of them beforehand, with about as many of each class among the first', () => {
    fc.assert(
      fc.property(shapes, settings, (dataset, points: PointSettings) => {
        const { classes, pixels, train, test } = makeDataset({ dataset, points });
        const entry = entryOf({ dataset, points });
        expect(classes).toBe(Math.min(points.classes, MOST_CLASSES[dataset]));
        expect(entry.classes).toHaveLength(classes);
        expect(new Set(entry.classes).size).toBe(classes);
        expect([train.count, test.count]).toEqual([entry.trainCount, entry.testCount]);
        expect(train.images).toHaveLength(pixels * train.count);
        const first = [...train.labels.subarray(0, classes)];
        expect(first.sort()).toEqual(Array.from({ length: classes }, (_, label) => label));
      }),
      { numRuns: 30 },
    );
  });

  it('are inputs of a deviation near 1', () => {
    for (const dataset of POINT_SHAPES) {
      const { train, normalization } = makeDataset({ dataset });
      const levels = inputLevels(normalization);
      const inputs = Array.from(train.images, (level) => levels[level]!);
      const square = inputs.reduce((sum, x) => sum + x * x, 0) / inputs.length;
      expect(Math.sqrt(square)).toBeGreaterThan(0.6);
      expect(Math.sqrt(square)).toBeLessThan(1.2);
    }
  });
});

describe('the name of a dataset', () => {
  it('is one word for the same points, and another for others', () => {
    const points = { ...USUAL_POINTS, classes: 4 };
    expect(keyOfDataset({ dataset: 'two-moons', points })).toBe(
      keyOfDataset({ dataset: 'two-moons' }),
    );
    const others = ['seed', 'noise', 'count', 'classes'].map((field) =>
      keyOfDataset({ dataset: 'blobs', points: { ...points, [field]: 3 } }),
    );
    expect(new Set([keyOfDataset({ dataset: 'blobs', points }), ...others]).size).toBe(5);
    expect(keyOfDataset({ dataset: 'mnist', points })).toBe('mnist');
  });

  it('leaves out what is not in force', () => {
    const points = { ...USUAL_POINTS, classes: 4 };
    expect(nameIn({ dataset: 'mnist', points })).toEqual({ dataset: 'mnist' });
    expect(nameIn({ dataset: 'xor', points }).points?.classes).toBe(2);
    expect(entryOf({ dataset: 'mnist', points })).toBe(CATALOG.mnist);
  });
});
