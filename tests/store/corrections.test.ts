import { describe, expect, it } from 'vitest';
import { correctionsOf } from '../../src/store/corrections';

const curve = {
  alphas: Float64Array.of(0, 0.25, 0.5, 0.75, 1),
  loss: Float64Array.of(0.4, 0.9, 1.5, Infinity, 0.42),
  accuracy: Float64Array.of(0.84, 0.7, 0.5, 0.6, 0.83),
};

describe('a number of few images', () => {
  it('is that of the curve at a computed place', () => {
    const corrections = correctionsOf(curve);
    expect(corrections.missing(0.5)).toEqual([0.5]);
    corrections.learn(0.5, { loss: 1.2, accuracy: 0.55 });
    expect(corrections.missing(0.5)).toEqual([]);
    const { loss, accuracy } = corrections.corrected(0.5, { loss: 1.2, accuracy: 0.55 });
    expect(loss).toBeCloseTo(1.5);
    expect(accuracy).toBeCloseTo(0.5);
  });

  it('is moved between two places by what both lack', () => {
    const corrections = correctionsOf(curve);
    expect(corrections.missing(0.4)).toEqual([0.25, 0.5]);
    corrections.learn(0.25, { loss: 0.8, accuracy: 0.7 });
    corrections.learn(0.5, { loss: 1.2, accuracy: 0.5 });
    // 0.1 too little at the left, 0.3 at the right, so 0.2 between them.
    expect(corrections.corrected(0.375, { loss: 1.1, accuracy: 0.6 }).loss).toBeCloseTo(1.3);
    expect(corrections.corrected(0.9, { loss: 1, accuracy: 0.6 }).loss).toBeCloseTo(1.3);
  });

  it('learns nothing between places, and stays a loss and a share', () => {
    const corrections = correctionsOf(curve);
    corrections.learn(0.3, { loss: 9, accuracy: 0 });
    expect(corrections.corrected(0.3, { loss: 1, accuracy: 0.5 })).toEqual({
      loss: 1,
      accuracy: 0.5,
    });
    corrections.learn(0, { loss: 5, accuracy: 0 });
    expect(corrections.corrected(0, { loss: 0, accuracy: 0.9 })).toEqual({ loss: 0, accuracy: 1 });
  });

  it('is left as it is beside a loss beyond all numbers', () => {
    const corrections = correctionsOf(curve);
    corrections.learn(0.75, { loss: 3, accuracy: 0.6 });
    expect(corrections.corrected(0.75, { loss: 3, accuracy: 0.6 }).loss).toBe(3);
    corrections.learn(1, { loss: Infinity, accuracy: 0.1 });
    expect(corrections.corrected(1, { loss: Infinity, accuracy: 0.1 }).loss).toBe(Infinity);
  });
});
