import { describe, expect, it } from 'vitest';
import { refinement } from '../../../src/science/planes/refinement';

/** The level of each cell as text, one row a line. */
function drawLevels(n: number): string[] {
  const { order, levels } = refinement(n);
  const level = new Map<number, number>();
  order.forEach((cell, m) =>
    level.set(
      cell,
      levels.findIndex((end) => m < end),
    ),
  );
  return Array.from({ length: n }, (_, row) =>
    Array.from({ length: n }, (_, column) => level.get(row * n + column)).join(''),
  );
}

describe('the order of refinement', () => {
  it.each([1, 2, 3, 4, 5, 8, 13, 25, 50, 51, 101])('takes every cell of %i x %i once', (n) => {
    const { order, levels } = refinement(n);
    expect(Array.from(order).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: n * n }, (_, i) => i),
    );
    expect(levels.at(-1)).toBe(n * n);
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
  });

  it('starts on a lattice of 4 to 7 points a side and halves its stride', () => {
    for (const n of [7, 8, 13, 25, 50, 51, 101]) {
      const [first = 0] = refinement(n).levels;
      expect(Math.sqrt(first)).toBeGreaterThanOrEqual(4);
      expect(Math.sqrt(first)).toBeLessThanOrEqual(7);
    }
    expect(drawLevels(8)).toEqual([
      '01010101',
      '11111111',
      '01010101',
      '11111111',
      '01010101',
      '11111111',
      '01010101',
      '11111111',
    ]);
  });
});
