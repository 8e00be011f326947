import { expect } from 'vitest';

/** Largest absolute value. */
export function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

/** Every entry within `tolerance` of the expected one. */
export function expectWithin(
  got: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
) {
  expect(got.length).toBe(expected.length);
  expect(largest(Array.from(expected, (x, i) => got[i]! - x))).toBeLessThanOrEqual(tolerance);
}
