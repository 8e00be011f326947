import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/model/random';
import { bestPermutation } from '../../../src/science/matching/layerMatch';
import { mixOf } from '../../../src/science/matching/mixing';
import {
  sinkhorn,
  sinkhornGradient,
  type SinkhornOptions,
} from '../../../src/science/matching/sinkhorn';
import { expectWithin, largest } from '../../support/close';

function random(rows: number, columns: number, seed = 1): Float64Array<ArrayBuffer> {
  const { normal } = randomFrom(seed);
  return Float64Array.from({ length: rows * columns }, normal);
}

const sums = (plan: Float64Array, columns: number) => ({
  rows: Array.from({ length: plan.length / columns }, (_, i) =>
    plan.subarray(i * columns, (i + 1) * columns).reduce((sum, p) => sum + p, 0),
  ),
  columns: Array.from({ length: columns }, (_, j) =>
    plan.reduce((sum, p, k) => (k % columns === j ? sum + p : sum), 0),
  ),
});

describe('scaling', () => {
  it.each([
    [5, 5, 1],
    [4, 7, 1 / 4],
    [6, 3, 1 / 6],
  ])('of %i rows and %i columns gives them their sums', (rows, columns, rowSum) => {
    const scores = random(rows, columns);
    const { plan, error } = sinkhorn({ scores, rows, columns, rowSum, iterations: 100 });
    const got = sums(plan, columns);
    expectWithin(got.rows, new Float64Array(rows).fill(rowSum), 1e-12);
    expectWithin(got.columns, new Float64Array(columns).fill((rows * rowSum) / columns), 1e-9);
    expect(error).toBeLessThan(1e-9);
  });

  it('hardens to the best permutation as the scores grow', () => {
    const scores = random(8, 8);
    const best = mixOf(bestPermutation(scores, 8)).values;
    const distances = [1, 10, 100].map((scale) => {
      const options = { scores: scores.map((s) => scale * s), rows: 8, columns: 8, rowSum: 1 };
      return largest(sinkhorn({ ...options, iterations: 2000 }).plan.map((p, k) => p - best[k]!));
    });
    expect(distances[0]).toBeGreaterThan(0.5);
    expect(distances[1]).toBeLessThan(distances[0]!);
    expect(distances[2]).toBeLessThan(0.001);
  });

  it('goes on from where it was, and does not overflow', () => {
    const scores = random(6, 6).map((s) => 3000 * s);
    const options = { scores, rows: 6, columns: 6, rowSum: 1 };
    const half = sinkhorn({ ...options, iterations: 10 });
    const rest = sinkhorn({ ...options, iterations: 10, start: half.f });
    const whole = sinkhorn({ ...options, iterations: 20 });
    expect(rest.plan).toEqual(whole.plan);
    expect(whole.plan.every(Number.isFinite)).toBe(true);
  });
});

describe('its derivative', () => {
  it.each([
    [4, 4, 1, 3],
    [3, 5, 1 / 3, 7],
    [5, 2, 1, 20],
  ])('of [%i, %i] equals differences', (rows, columns, rowSum, iterations) => {
    const weights = random(rows, columns, 2);
    const start = random(rows, 1, 3);
    const options: SinkhornOptions = {
      scores: random(rows, columns),
      rows,
      columns,
      rowSum,
      iterations,
      start,
    };
    const loss = (scores: Float64Array) =>
      sinkhorn({ ...options, scores }).plan.reduce((sum, p, k) => sum + weights[k]! * p, 0);
    const step = 1e-5;
    const expected = options.scores.map((_, k) => {
      const moved = (by: number) => options.scores.map((s, i) => (i === k ? s + by : s));
      return (loss(moved(step)) - loss(moved(-step))) / (2 * step);
    });
    expectWithin(sinkhornGradient(options, sinkhorn(options), weights), expected, 1e-8);
  });
});
