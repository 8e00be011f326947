import { describe, expect, it } from 'vitest';
import { barrier } from '../../src/science/barrier';

const profile = (loss: number[], accuracy = loss.map(() => 0.5)) => ({
  alphas: loss.map((_, i) => i / (loss.length - 1)),
  loss,
  accuracy,
});

describe('barrier', () => {
  it('over the mean and over the chord agree when the ends do', () => {
    expect(barrier(profile([1, 2, 4, 2, 1]))).toMatchObject({ overMean: 3, overChord: 3 });
  });

  it('over the mean and over the chord differ when the ends do', () => {
    const { overMean, overChord } = barrier(profile([0, 3, 4, 5, 4]));
    expect(overMean).toBe(3);
    expect(overChord).toBe(2);
  });

  it('is zero on a straight descent over the chord, and never negative', () => {
    expect(barrier(profile([3, 2, 1])).overChord).toBe(0);
    expect(barrier(profile([3, 2, 1])).overMean).toBe(1);
    expect(barrier(profile([1, 0, 1]))).toMatchObject({ overMean: 0, overChord: 0 });
  });

  it('is infinite where a loss is not finite, wherever that is', () => {
    for (const bad of [NaN, Infinity])
      for (const at of [0, 1, 2]) {
        const loss = [1, 1, 1];
        loss[at] = bad;
        expect(barrier(profile(loss))).toMatchObject({ overMean: Infinity, overChord: Infinity });
      }
  });

  it('reads the middle, or between its neighbours', () => {
    const odd = barrier(profile([1, 5, 1], [0.9, 0.2, 0.8]));
    expect([odd.midpointLoss, odd.midpointAccuracy]).toEqual([5, 0.2]);
    const even = barrier(profile([1, 4, 6, 1], [0.9, 0.2, 0.4, 0.8]));
    expect(even.midpointLoss).toBeCloseTo(5, 12);
    expect(even.midpointAccuracy).toBeCloseTo(0.3, 12);
  });

  it('wants both ends', () => {
    const short = { alphas: [0, 0.5], loss: [1, 1], accuracy: [1, 1] };
    expect(() => barrier(short)).toThrow('Expected alphas from 0 to 1, got 0, 0.5.');
  });
});
