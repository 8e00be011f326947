import { describe, expect, test } from 'vitest';
import { divergingTable } from '../../src/ui/draw/colours';
import { diagonalOrder, meanLargestShare, paintShares } from '../../src/ui/draw/mixing';
import {
  learnedPart,
  meanCosine,
  neuronPairs,
  paintNeuron,
  turned,
} from '../../src/ui/draw/neurons';
import { layerMatches, matchingText } from '../../src/ui/views/matchingText';
import { fixtureResults } from '../support/fixtureResults';
import { pairAt, placeOf, sheetLayout } from '../../src/ui/draw/sheet';

const permutation = Uint32Array.from([2, 0, 1, 3]);
const similarities = Float64Array.from([0.5, 0.9, NaN, 0.7]);

test('pairs come from the most to the least alike, those without a similarity last', () => {
  const after = neuronPairs(permutation, similarities, 'after');
  expect(after.map(({ b }) => b)).toEqual([1, 3, 0, 2]);
  expect(after.map(({ a }) => a)).toEqual([0, 3, 2, 1]);
});

test('before matching, units stand in the order of their numbers', () => {
  const before = neuronPairs(permutation, similarities, 'before');
  expect(before.map(({ b }) => b)).toEqual([0, 1, 2, 3]);
  expect(before.every(({ a, b }) => a === b)).toBe(true);
});

test('a neuron is painted about zero on its own scale, at its place', () => {
  const rows = Float32Array.from([9, 9, 9, 9, -2, 0, 1, 2]);
  const table = divergingTable({ negative: '#f00', zero: '#fff', positive: '#00f' }, 5);
  const pixels = new Uint8ClampedArray(4 * 3 * 3);
  paintNeuron(rows, 1, { side: 2, channels: 1 }, 1, table, { pixels, width: 3, x: 1, y: 1 });
  const at = (x: number, y: number) => [...pixels.slice(4 * (3 * y + x), 4 * (3 * y + x) + 4)];
  expect(at(0, 0)).toEqual([0, 0, 0, 0]);
  expect(at(1, 1)).toEqual([255, 0, 0, 255]);
  expect(at(2, 1)).toEqual([255, 255, 255, 255]);
  expect(at(2, 2)).toEqual([0, 0, 255, 255]);
});

test('a neuron without weights is all zero', () => {
  const table = divergingTable({ negative: '#f00', zero: '#fff', positive: '#00f' });
  const pixels = new Uint8ClampedArray(16);
  paintNeuron(new Float32Array(4), 0, { side: 2, channels: 1 }, 1, table, {
    pixels,
    width: 2,
    x: 0,
    y: 0,
  });
  expect(pixels.every((byte) => byte === 255)).toBe(true);
});

test('weights of three channels are painted in colour about grey, a filter enlarged', () => {
  const rows = Float32Array.from([1, 0, 0, -1, 0.5, 0]);
  const pixels = new Uint8ClampedArray(2 * 16);
  const table = divergingTable({ negative: '#f00', zero: '#fff', positive: '#00f' });
  const target = { pixels, width: 2, x: 0, y: 0 };
  paintNeuron(rows, 0, { side: 1, channels: 3 }, 2, table, target);
  for (const pixel of [0, 1, 2, 3])
    expect([...pixels.slice(4 * pixel, 4 * pixel + 4)]).toEqual([255, 128, 128, 255]);
  paintNeuron(rows, 1, { side: 1, channels: 3 }, 1, table, target);
  expect([...pixels.slice(0, 4)]).toEqual([0, 191, 128, 255]);
});

test('the two weights of a point are painted side by side', () => {
  const rows = Float32Array.from([-1, 1]);
  const pixels = new Uint8ClampedArray(16 * 4);
  const table = divergingTable({ negative: '#f00', zero: '#fff', positive: '#00f' }, 5);
  paintNeuron(rows, 0, { side: 1, channels: 2 }, 4, table, { pixels, width: 4, x: 0, y: 0 });
  for (let i = 0; i < 16; i++)
    expect([...pixels.slice(4 * i, 4 * i + 3)]).toEqual(i % 4 < 2 ? [255, 0, 0] : [0, 0, 255]);
});

test('units that were matched with the other sign are turned round', () => {
  const a = Float32Array.from([1, 2, 3, 4]);
  const permuted = Float32Array.from([-3, -4, 1, 2]);
  const exchanged = Uint32Array.from([1, 0]);
  expect([...turned(a, a, permuted, exchanged, 2)]).toEqual([1, 2, -3, -4]);
  const learned = Float32Array.from([5, 6, 7, 8]);
  expect([...turned(learned, a, permuted, exchanged, 2)]).toEqual([5, 6, -7, -8]);
  expect([...learned]).toEqual([5, 6, 7, 8]);
});

test('what is learned is the weights less those at the start', () => {
  expect([...learnedPart(Float32Array.from([3, 1]), Float32Array.from([1, 4]))]).toEqual([2, -3]);
});

test.each([
  [358, 28],
  [1080, 28],
  [1080, 32],
  [60, 28],
  [358, 3],
  [1080, 3],
])('every pair of a sheet %d px wide of images %d wide is found where it stands', (width, side) => {
  const layout = sheetLayout(width, 64, side);
  for (let index = 0; index < 64; index++) {
    const { x, y } = placeOf(layout, index);
    expect(pairAt(layout, x + 3, y + 3)).toBe(index);
    expect(y + layout.line).toBeLessThanOrEqual(layout.height);
    if (layout.columns > 1) expect(x + layout.pair).toBeLessThanOrEqual(width);
  }
});

test('the cosine of a pair of images knows no scale, and a unit without weights counts as 0', () => {
  const a = Float32Array.from([1, 2, 0, 0]);
  const b = Float32Array.from([3, 6, 1, 1]);
  const pair = (unit: number) => ({ a: unit, b: unit, similarity: NaN });
  expect(meanCosine(a, b, 2, [pair(0)])).toBeCloseTo(1);
  expect(meanCosine(a, b, 2, [pair(0), pair(1)])).toBeCloseTo(0.5);
});

test('matching shows in the weights: matched pairs are far more alike than those of the same number', () => {
  const { matching, networkA, networkB } = fixtureResults();
  const { permutation, similarities } = matching.layers[0]!;
  const cosine = (order: 'before' | 'after') =>
    meanCosine(
      networkA.weights,
      networkB.weights,
      784,
      neuronPairs(permutation, similarities, order),
    );
  expect(cosine('after')).toBeGreaterThan(cosine('before') + 0.3);
});

test('a matching is told in words, and that soft transport is another function', () => {
  const { matching } = fixtureResults();
  expect(matchingText(matching)).toMatch(
    /^Activation matching in 0\.1 s; sum of similarities: [\d.]+, the higher the better\. .*no logit .* 3\.3e−6, which is rounding\. .* 0\.8 times as far from B as A does\. On the first 1,000 training images, [\d.]+ % of the 128 units .*cosine below 0\.3/,
  );
  const mixed = [{ shares: Float64Array.of(1), cost: 0.2 }];
  const objective = { value: 0.2, is: 'mean cost of what is moved, low' };
  expect(matchingText({ ...matching, mixed, objective })).toMatch(
    /mean cost of what is moved: 0\.2, the lower the better\..*another function.*up to 3\.3e−6/,
  );
  expect(matchingText({ ...matching, tried: 5040 })).toMatch(/ of all 5,040 permutations in /);
  expect(matchingText({ ...matching, largestLogitDifference: 0 })).toMatch(/ no logit differs\. /);
  expect(matchingText({ ...matching, cosines: [] })).not.toMatch(/cosine|NaN/);
  const few = { ...matching, cosines: [Float64Array.of(0.9, 0.04, NaN, 0.8)] };
  expect(matchingText(few)).toContain(' 2 of the 4 units in all hidden layers have activations');
  const one = { ...matching, cosines: [Float64Array.of(0.9, 0.04)] };
  expect(matchingText(one)).toContain(' 1 of the 2 units in all hidden layers has activations');
  expect(matchingText({ ...matching, largestFactor: 3.21 })).toContain('by up to 3.21 times.');
  const overflowing = { ...matching, largestLogitDifference: NaN };
  expect(matchingText(overflowing)).toContain('The logits of A or π(A) overflow');
  expect(matchingText(overflowing)).not.toContain('rounding');
});

test('a matching is summed up layer by layer, where a unit that never fires counts as 0', () => {
  expect(layerMatches([Float64Array.of(0.75, 0.5), Float64Array.of(0.25, NaN, 0.5)])).toEqual([
    { layer: 1, units: 2, mean: 0.625, weak: 0 },
    { layer: 2, units: 3, mean: 0.25, weak: 2 },
  ]);
  expect(layerMatches([])).toEqual([]);
});

describe('shares of a transport', () => {
  // B's units take A's units 2, 0 and both halves of 1.
  const shares = Float64Array.from([0, 0, 1, 1, 0, 0, 0, 0.8, 0.2]);

  test('lie on a diagonal once the columns are ordered', () => {
    expect([...diagonalOrder(shares, 3)]).toEqual([2, 0, 1]);
    expect(meanLargestShare(shares, 3)).toBeCloseTo(2.8 / 3);
  });

  test('are painted from none to the largest', () => {
    const pixels = new Uint8ClampedArray(4 * 9);
    const ink = { empty: [0, 0, 0], full: [250, 250, 250] } as const;
    paintShares(shares, diagonalOrder(shares, 3), ink, pixels);
    const reds = Array.from({ length: 9 }, (_, cell) => pixels[4 * cell]);
    expect(reds.map((red) => red === 250)).toEqual([
      ...[true, false, false],
      ...[false, true, false],
      ...[false, false, false],
    ]);
    expect(reds[8]).toBeGreaterThan(reds[6]!);
    expect(reds[6]).toBeGreaterThan(reds[7]!);
  });
});
