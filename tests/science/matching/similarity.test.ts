import { describe, expect, it } from 'vitest';
import type { Moments } from '../../../src/engine/engine';
import { similarityMatrix } from '../../../src/science/matching/similarity';
import { expectWithin } from '../../support/close';

/** Moments of two layers given as rows of activations, one row for each unit. */
function momentsOf(a: number[][], b: number[][]): Moments {
  const dot = (x: number[], y: number[]) => x.reduce((sum, value, s) => sum + value * y[s]!, 0);
  const sum = (x: number[]) => x.reduce((total, value) => total + value, 0);
  return {
    units: a.length,
    samples: a[0]!.length,
    product: Float64Array.from(b.flatMap((x) => a.map((y) => dot(x, y)))),
    sumA: Float64Array.from(a, sum),
    sumB: Float64Array.from(b, sum),
    squareA: Float64Array.from(a, (x) => dot(x, x)),
    squareB: Float64Array.from(b, (x) => dot(x, x)),
  };
}

const a = [
  [1, 0, 0, 1],
  [3, 4, 0, 0],
];
const b = [
  [0, 0, 2, 2],
  [6, 8, 0, 0],
];

describe('similarity of unit i of B with unit j of A', () => {
  it('cosine', () => {
    const expected = [2 / Math.sqrt(8 * 2), 0, 6 / Math.sqrt(100 * 2), 1];
    expectWithin(similarityMatrix('cosine', momentsOf(a, b)), expected, 1e-8);
  });

  it('l2 is minus the mean squared difference', () => {
    const expected = [-(1 + 4 + 1) / 4, -(9 + 16 + 4 + 4) / 4, -(25 + 64 + 1) / 4, -(9 + 16) / 4];
    expectWithin(similarityMatrix('l2', momentsOf(a, b)), expected, 1e-12);
  });

  it('inner product is the mean product, uncentred', () => {
    const expected = [2 / 4, 0, 6 / 4, 50 / 4];
    expectWithin(similarityMatrix('inner-product', momentsOf(a, b)), expected, 1e-12);
  });

  it('correlation is the cosine of what is left without the mean', () => {
    const centred = (rows: number[][]) =>
      rows.map((row) => row.map((x) => x - row.reduce((s, y) => s + y, 0) / row.length));
    const expected = similarityMatrix('cosine', momentsOf(centred(a), centred(b)));
    expectWithin(similarityMatrix('correlation', momentsOf(a, b)), expected, 1e-8);
  });

  it('of dead and of constant units is 0, never NaN', () => {
    const dead = [
      [0, 0, 0],
      [0.1, 0.1, 0.1],
      [1, 2, 3],
    ];
    for (const kind of ['cosine', 'l2', 'correlation'] as const)
      for (const s of similarityMatrix(kind, momentsOf(dead, dead))) expect(s).not.toBeNaN();
    const correlation = similarityMatrix('correlation', momentsOf(dead, dead));
    expectWithin(correlation.slice(0, 8), new Float64Array(8), 0);
    expect(correlation[8]).toBeCloseTo(1, 12);
    expect(similarityMatrix('cosine', momentsOf(dead, dead))[0]).toBe(0);
  });

  it('of a unit with itself is the highest: 1, or 0 for l2', () => {
    for (const [kind, highest] of [
      ['cosine', 1],
      ['l2', 0],
      ['correlation', 1],
    ] as const) {
      const matrix = similarityMatrix(kind, momentsOf(a, a));
      expect(matrix[0]).toBeCloseTo(highest, 7);
      expect(matrix[3]).toBeCloseTo(highest, 7);
    }
  });
});
