import { describe, expect, it } from 'vitest';
import { CATALOG } from '../../src/data/catalog';
import { inputLevels } from '../../src/data/dataset';
import { makeQuadrant } from '../../src/data/quadrant';

describe('Quadrant', () => {
  const { pixels, classes, normalization, train, test } = makeQuadrant();
  const { side, channels, trainCount, testCount } = CATALOG.quadrant;
  const levels = inputLevels(normalization);
  const points = Array.from({ length: train.count }, (_, i) => ({
    x: levels[train.images[2 * i]!]!,
    y: levels[256 + train.images[2 * i + 1]!]!,
    label: train.labels[i]!,
  }));

  it('is what the catalogue says, the same points twice', () => {
    expect(pixels).toBe(channels * side ** 2);
    expect(classes).toBe(CATALOG.quadrant.classes.length);
    expect([train.count, test.count]).toEqual([trainCount, testCount]);
    expect(train.images).toHaveLength(2 * trainCount);
    expect(test).toBe(train);
  });

  it('labels the points whose coordinates are both above 0, a quarter of all', () => {
    for (const { x, y, label } of points) expect(label).toBe(x > 0 && y > 0 ? 1 : 0);
    expect(points.filter(({ label }) => label === 1)).toHaveLength(256);
  });

  it('has a quarter of each class among the first points, and these all over the square', () => {
    for (const count of [4, 100, 500])
      expect(points.slice(0, count).filter(({ label }) => label === 1)).toHaveLength(count / 4);
    const few = points.slice(0, 64);
    expect(new Set(few.map(({ x }) => x)).size).toBe(8);
    expect(new Set(few.map(({ y }) => y)).size).toBe(8);
  });

  it('is a regular grid over the square from -1 to 1', () => {
    expect(new Set(points.map(({ x, y }) => `${x} ${y}`)).size).toBe(1024);
    for (const values of [points.map(({ x }) => x), points.map(({ y }) => y)]) {
      const places = [...new Set(values)].sort((a, b) => a - b);
      expect(places).toHaveLength(32);
      expect(places[0]).toBeCloseTo(-1, 1);
      expect(places[31]).toBeCloseTo(1, 1);
      for (const [i, place] of places.entries())
        if (i > 0) expect(place - places[i - 1]!).toBeCloseTo(16 / 255, 5);
    }
  });
});
