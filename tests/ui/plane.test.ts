import { lab } from 'd3-color';
import { describe, expect, test } from 'vitest';
import { DARK_RAMP, divergingTable, rampColour, rampPixel } from '../../src/ui/draw/colours';
import { contourLabels, contourLines, ringPath } from '../../src/ui/draw/contours';
import { overlap, textBox } from '../../src/ui/draw/labels';
import { refined } from '../../src/ui/draw/refine';
import { fieldOf, levelsOf } from '../../src/ui/draw/field';
import { fillUnknown } from '../../src/ui/draw/fill';
import { farthest, viewportOf, pointAt } from '../../src/ui/draw/viewport';
import { paintField } from '../../src/ui/draw/heatmap';
import { distanceToPiece, nearestName, offText } from '../../src/ui/draw/nearest';
import {
  directionText,
  planeSummary,
  planeUnitText,
  snapshotsOf,
  throughText,
  trajectoryText,
} from '../../src/ui/views/planeText';
import { parseExperiment, type ExperimentInput } from '../../src/pipeline/kinds/pair/experiment';
import {
  fixturePlane,
  fixtureProjection as projection,
  partialPlane,
} from '../support/fixtureResults';

const plane = fixturePlane(21);

describe('colours', () => {
  test('lighten evenly from good to bad', () => {
    const lightness = Array.from({ length: 33 }, (_, i) => lab(rampColour(i / 32)).l);
    const steps = lightness.slice(1).map((l, i) => l - lightness[i]!);
    const mean = (lightness[32]! - lightness[0]!) / 32;
    for (const step of steps) expect(Math.abs(step - mean)).toBeLessThan(0.35 * mean);
    expect(lightness[32]! - lightness[0]!).toBeGreaterThan(70);
  });

  test('end darker beside ink', () => {
    expect(lab(rampColour(1, DARK_RAMP)).l).toBeCloseTo(85, 0);
    expect(rampColour(0, DARK_RAMP)).toBe(rampColour(0));
  });

  test('beyond both ends are those of the ends', () => {
    expect(rampColour(-1)).toBe(rampColour(0));
    expect(rampColour(7)).toBe(rampColour(1));
  });

  test('of weights have that of zero in the middle', () => {
    const table = divergingTable({ negative: '#f00', zero: '#fff', positive: '#00f' }, 3);
    expect([...table]).toEqual([...[255, 0, 0, 255], ...[255, 255, 255, 255], ...[0, 0, 255, 255]]);
  });
});

describe('a field', () => {
  test('is 0 where the loss is least, 1 where it is most, and the other way round for accuracy', () => {
    for (const kind of ['linear', 'log'] as const) {
      const { shares } = fieldOf(plane, 'loss', kind);
      expect(shares[plane.loss.indexOf(Math.min(...plane.loss))]).toBeCloseTo(0);
      expect(Math.max(...shares)).toBeGreaterThanOrEqual(1);
    }
    const { shares } = fieldOf(plane, 'accuracy', 'linear');
    expect(shares[plane.accuracy.indexOf(Math.max(...plane.accuracy))]).toBeCloseTo(0);
  });

  test('clips the few steepest losses on a linear scale, and says so', () => {
    const loss = plane.loss.slice();
    loss[0] = 1e6;
    const { scale, shares } = fieldOf({ ...plane, loss }, 'loss', 'linear');
    expect(scale.clipped).toBe(true);
    expect(scale.high).toBeLessThan(100);
    expect(shares[0]).toBeGreaterThan(1);
  });

  test('is finite for an infinite, an unknown and a constant loss', () => {
    const loss = plane.loss.map((value, cell) => (cell === 0 ? Infinity : value));
    const constant = plane.loss.map(() => 0.5);
    const nothing = plane.loss.map(() => NaN);
    for (const kind of ['linear', 'log'] as const)
      for (const values of [loss, constant, nothing, plane.loss.map(() => 0)]) {
        const accuracy = values === nothing ? nothing : plane.accuracy;
        const field = fieldOf({ ...plane, loss: values, accuracy }, 'loss', kind);
        expect(field.shares.every(Number.isFinite)).toBe(true);
        expect(field.known).toBe(values !== nothing);
      }
  });

  test('a loss that is no number was computed if there is an accuracy, and is the worst', () => {
    const loss = plane.loss.slice();
    loss[0] = NaN;
    expect(fieldOf({ ...plane, loss }, 'loss', 'linear').shares[0]).toBeGreaterThan(1);
  });

  test('that streams in is near the whole one', () => {
    const fine = fixturePlane(51);
    const whole = fieldOf(fine, 'loss', 'log').shares;
    const part = fieldOf(partialPlane(fine, 4), 'loss', 'log').shares;
    const errors = whole.map((share, cell) => Math.abs(share - part[cell]!));
    expect(Math.max(...errors)).toBeLessThan(0.35);
    expect(errors.reduce((a, b) => a + b) / errors.length).toBeLessThan(0.05);
  });

  test.each([
    [0.4, 5, 'linear'],
    [0.4, 9, 'log'],
    [1e-3, 90, 'log'],
    [0.41, 0.43, 'log'],
    [0.2, 0.86, 'linear'],
  ] as const)('from %d to %d (%s) has a handful of round levels', (low, high, kind) => {
    const levels = levelsOf(low, high, kind);
    expect(levels.length).toBeGreaterThanOrEqual(4);
    expect(levels.length).toBeLessThanOrEqual(18);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    for (const level of levels) expect(level > low && level < high).toBe(true);
  });
});

test('filling in between the points of a lattice is smooth', () => {
  const size = 17;
  const bowl = (cell: number) =>
    ((cell % size) / 16 - 0.5) ** 2 + (Math.floor(cell / size) / 16) ** 2;
  const whole = Float32Array.from({ length: size ** 2 }, (_, cell) => bowl(cell));
  const known = Uint8Array.from(whole, (_, cell) =>
    (cell % size) % 4 === 0 && Math.floor(cell / size) % 4 === 0 ? 1 : 0,
  );
  // Some of the finer lattice too, as while a pass is under way.
  known[2 * size + 2] = 1;
  const part = whole.map((value, cell) => (known[cell] === 1 ? value : 0));
  fillUnknown(part, known, size);
  part.forEach((value, cell) => {
    if (known[cell] === 1) expect(value).toBe(whole[cell]);
    expect(Math.abs(value - whole[cell]!)).toBeLessThan(0.03);
  });
});

test('filling in keeps what is known and stays between its least and its most', () => {
  const size = 9;
  const known = new Uint8Array(81);
  const values = new Float32Array(81);
  for (const [cell, value] of [
    [0, 1],
    [8, 0.2],
    [40, 0],
    [80, 0.6],
  ] as const) {
    known[cell] = 1;
    values[cell] = value;
  }
  fillUnknown(values, known, size);
  expect([values[0], values[40]]).toEqual([1, 0]);
  expect(Math.min(...values)).toBeGreaterThan(-0.05);
  expect(Math.max(...values)).toBeLessThan(1.05);
  expect(values[1]).toBeGreaterThan(values[3]!);
});

describe('a heat map', () => {
  test('has row 0 at the bottom and ends at the outermost grid points', () => {
    // Least at the lower left.
    const shares = Float32Array.from([0, 1, 1, 1]);
    const side = 64;
    const pixels = new Uint8ClampedArray(4 * side * side);
    paintField({ size: 2, shares }, pixels, side);
    const expected = new Uint8ClampedArray(8);
    rampPixel(0, expected, 0);
    rampPixel(1, expected, 1);
    const lowerLeft = 4 * (side - 1) * side;
    const upperRight = 4 * (side - 1);
    // Lit by some per cent more or less.
    for (let i = 0; i < 4; i++) {
      expect(Math.abs(pixels[lowerLeft + i]! - expected[i]!)).toBeLessThan(16);
      expect(Math.abs(pixels[upperRight + i]! - expected[4 + i]!)).toBeLessThan(32);
    }
  });

  test('is lit from the upper left', () => {
    const side = 32;
    const brightness = (shares: number[]) => {
      const pixels = new Uint8ClampedArray(4 * side * side);
      paintField({ size: 2, shares: Float32Array.from(shares) }, pixels, side);
      const middle = 4 * (side / 2) * (side + 1);
      return pixels[middle]! + pixels[middle + 1]! + pixels[middle + 2]!;
    };
    // Rising to the right, a slope faces the light; rising to the left, it does not.
    expect(brightness([0, 1, 0, 1])).toBeGreaterThan(brightness([1, 0, 1, 0]));
    expect(brightness([0.5, 0.5, 0.5, 0.5])).toBeLessThan(brightness([0, 1, 0, 1]));
  });
});

describe('a grid between its points', () => {
  const values = Float32Array.of(0, 1, 3, 0, 0.5, 2, 1, 1, 1);

  test('goes through every value', () => {
    const fine = refined(values, 3, 5);
    for (let row = 0; row < 3; row++)
      for (let column = 0; column < 3; column++)
        expect(fine[2 * row * 5 + 2 * column]).toBeCloseTo(values[3 * row + column]!);
  });

  test('is a plane where the values are', () => {
    const flat = Float32Array.from({ length: 9 }, (_, i) => (i % 3) + 2 * Math.floor(i / 3));
    const fine = refined(flat, 3, 5);
    expect(fine[6]).toBeCloseTo(0.5 + 1);
    expect(fine[18]).toBeCloseTo(1.5 + 3);
  });

  test('has no valley and no ridge that is not in them', () => {
    const { shares, size } = fieldOf(plane, 'loss', 'linear');
    const fine = refined(shares, size, 97);
    expect(Math.min(...fine)).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-6);
    expect(Math.max(...fine)).toBeLessThanOrEqual(Math.max(...shares) + 1e-6);
    const step = Float32Array.of(0, 0, 2, 2, 0, 0, 2, 2, 0, 0, 2, 2, 0, 0, 2, 2);
    for (const value of refined(step, 4, 31)) {
      expect(value).toBeGreaterThanOrEqual(-1e-6);
      expect(value).toBeLessThanOrEqual(2 + 1e-6);
    }
  });
});

describe('contour lines', () => {
  const field = fieldOf(plane, 'loss', 'log');
  const lines = contourLines(field);

  test('stand at the levels of the field, within the picture', () => {
    expect(lines.map(({ level }) => level)).toEqual(field.scale.levels);
    const paths = lines.map(({ rings }) => rings.map((ring) => ringPath(ring, 400)).join(''));
    for (const path of paths) expect(path).toMatch(/^(M[-\d.]+,[-\d.]+(L[-\d.]+,[-\d.]+)+)*$/);
    expect(paths.some((path) => path !== '')).toBe(true);
    for (const [x, y] of lines.flatMap(({ rings }) => rings.flat())) {
      expect(x).toBeGreaterThanOrEqual(-0.01);
      expect(y).toBeLessThanOrEqual(1.01);
    }
  });

  test('of a coarse grid have no corners', () => {
    const coarse = contourLines(fieldOf(fixturePlane(15), 'loss', 'log'));
    expect(
      Math.max(...coarse.flatMap(({ rings }) => rings.map(({ length }) => length))),
    ).toBeGreaterThan(100);
  });

  test('do not run along the border', () => {
    const ring = [
      [0, 0.2],
      [0, 0.8],
      [0.5, 0.8],
      [0.5, 0.2],
      [0, 0.2],
    ] as const;
    expect(ringPath(ring, 100)).toBe('M0,80L50,80L50,20L0,20');
  });

  test('have numbers, three at most, off what is there, upright and within the picture', () => {
    const taken = [textBox(200, 200, ['A'])];
    const labels = contourLabels(lines, String, 400, taken);
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.length).toBeLessThanOrEqual(3);
    expect(new Set(labels.map(({ level }) => level)).size).toBe(labels.length);
    labels.forEach(({ box, turn, x, y }, i) => {
      const others = [...taken, ...labels.slice(0, i).map((label) => label.box)];
      expect(others.some((other) => overlap(other, box))).toBe(false);
      expect(Math.abs(turn)).toBeLessThanOrEqual(90);
      for (const at of [x, y]) {
        expect(at).toBeGreaterThan(0);
        expect(at).toBeLessThan(400);
      }
    });
  });
});

describe('a viewport', () => {
  const viewport = viewportOf(plane.grid);

  test('takes grid points to pixels and back', () => {
    const side = 500;
    for (const [row, column] of [
      [0, 0],
      [20, 20],
      [3, 17],
    ] as const) {
      const x = viewport.toPixelX(plane.grid.x[column]!, side);
      const y = viewport.toPixelY(plane.grid.y[row]!, side);
      expect(viewport.cellAt(x, y, side)).toEqual({ row, column });
    }
    expect(viewport.cellAt(-50, 900, side)).toEqual({ row: 0, column: 0 });
  });

  test('a place along a path lies between the two next to it', () => {
    const bezier = projection.paths.find(({ name }) => name === 'bezier')?.points ?? [];
    expect(pointAt(bezier, 0)).toEqual(bezier[0]);
    expect(pointAt(bezier, 1)).toEqual(bezier.at(-1));
    expect(pointAt(bezier, 0.5)).toEqual(bezier[25]);
    expect(pointAt([], 0.5)).toBeNull();
    expect(farthest(bezier)).toBeCloseTo(0.235);
  });

  test('what is near the pointer is named, with its distance off the plane', () => {
    const snapshots = [{ name: 'A after 75 steps', x: 0.9, y: 0.7, distance: 0.2 }];
    const side = 500;
    const at = (x: number, y: number) =>
      nearestName(
        { projection, anchors: plane.anchors, snapshots },
        viewport,
        side,
        viewport.toPixelX(x, side),
        viewport.toPixelY(y, side),
      );
    expect(at(0, 0)).toBe('A');
    expect(at(0.44, 0.79)).toBe('π(A)');
    expect(at(0.62, 0.31)).toBe('Bezier control, 0.47 off the plane');
    expect(at(0.5, 0)).toBe('Naive');
    expect(at(0.25, 0.115)).toBe('Bezier, up to 0.23 off the plane');
    expect(at(0.1, 0.9)).toBeNull();
    expect(at(0.9, 0.7)).toBe('A after 75 steps, 0.2 off the plane');
    expect(offText(0.001, 'up to ')).toBe('');
  });

  test('distance to a piece of a line', () => {
    expect(distanceToPiece([0, 0], [10, 0], 5, 3)).toBe(3);
    expect(distanceToPiece([0, 0], [10, 0], 14, 3)).toBe(5);
    expect(distanceToPiece([2, 2], [2, 2], 5, 6)).toBe(5);
  });
});

describe('a plane in words', () => {
  const experiment = (own: ExperimentInput['plane']) => parseExperiment({ version: 2, plane: own });
  const usual = experiment({});
  const trajectory = {
    points: [0, 1, 2, 3].map((i) => ({ x: i / 3, y: 0, distance: i === 2 ? 0.25 : 0 })),
    explained: [0.713, 0.16],
  } as const;

  test('tells the lowest and highest loss, without a NaN', () => {
    expect(planeSummary(plane, usual)).toMatch(/Lowest loss 0\.4\d\d.*Highest loss/);
    expect(planeSummary(partialPlane(plane, 4), usual)).not.toContain('NaN');
  });

  test('says 0 of a place that only rounding keeps from it', () => {
    const anchors = [{ name: 'B' as const, x: 1, y: -2.5e-19, distance: 0 }];
    expect(planeSummary({ ...plane, anchors }, usual)).toContain('B is at x 1, y 0.');
  });

  test('tells what it goes through and what its axes count', () => {
    expect(throughText(usual)).toMatch(/^a mix of A, B and π\(A\) \(the same function/);
    expect(throughText(experiment({ anchors: ['A', 'B', 'Chain bend'] }))).not.toContain('same');
    const random = experiment({ kind: 'random', center: 'A0', seed: 7 });
    expect(throughText(random)).toMatch(/^A₀ in the middle.*seed 7/);
    expect(planeUnitText(random)).toContain('filters');
    expect(throughText(experiment({ kind: 'trajectory', of: 'B' }))).toContain('B’s training');
  });

  test('names snapshots by their steps, and says how much of their variance it shows', () => {
    const snapshots = snapshotsOf({ trajectory }, 'A', [0, 75, 1500, 3000]);
    expect(snapshots[2]).toMatchObject({ name: 'A after 1,500 steps', distance: 0.25 });
    expect(snapshotsOf({ trajectory }, 'A', [])[1]?.name).toBe('A, snapshot 2');
    expect(trajectoryText({ trajectory }, snapshots)).toMatch(
      /4 snapshots, x shows 71 % and y 16 %\..*0\.25 at most \(A after 1,500 steps\)/,
    );
    expect(trajectoryText({ trajectory: null }, [])).toBe('');
  });

  test('has the entropy where it was made, else the loss', () => {
    const entropy = plane.loss.map((loss) => loss / 2);
    expect(fieldOf({ ...plane, entropy }, 'entropy', 'log').scale).toMatchObject({
      measure: 'entropy',
      kind: 'linear',
    });
    expect(fieldOf({ ...plane, entropy: null }, 'entropy', 'linear').scale.measure).toBe('loss');
  });
});

describe('why a plane goes along a random direction', () => {
  const at = (x: number, b = 1) =>
    directionText({
      anchors: [
        { name: 'A', x: 0, y: 0, distance: 0 },
        { name: 'B', x: b, y: 0, distance: 0 },
        { name: 'pi(A)', x, y: 0, distance: 0 },
      ],
    });

  test.each([
    [at(0), /^π\(A\) is A: matching leaves every unit in its place\. .* random direction/],
    [at(1), /^π\(A\) is B: A and B are one network with its units in another order\. /],
    [at(0.5), /^π\(A\) lies on the line through A and B\. /],
    [at(0, 0), /^A and B are one and the same network, so .* two random directions/],
  ])('%s', (text, said) => {
    expect(text).toMatch(said);
  });
});
