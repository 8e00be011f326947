import { describe, expect, it } from 'vitest';
import { fillFromCoarse, refinement } from '../../../src/science/planes/refinement';

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

describe('a partial grid', () => {
  const values = (n: number, known: number) => {
    const { order, levels } = refinement(n);
    const out = new Float32Array(n * n).fill(NaN);
    for (const cell of order.subarray(0, levels[known])) out[cell] = cell;
    return out;
  };

  it.each([8, 13, 25, 51, 101])('of %i x %i is full once the coarsest level stands', (n) => {
    const partial = values(n, 0);
    const filled = fillFromCoarse(partial, n);
    expect(filled.every((value) => !Number.isNaN(value))).toBe(true);
    partial.forEach((value, cell) => {
      if (!Number.isNaN(value)) expect(filled[cell]).toBe(value);
    });
  });

  it('takes the nearest point of the lattice', () => {
    const filled = fillFromCoarse(values(13, 0), 13);
    const at = (row: number, column: number) => filled[row * 13 + column];
    expect(at(1, 0)).toBe(0);
    expect(at(2, 3)).toBe(4);
    expect(at(3, 3)).toBe(4 * 13 + 4);
    expect(at(11, 12)).toBe(12 * 13 + 12);
  });

  it('takes the finest lattice that is known there', () => {
    const partial = values(25, 0);
    partial[2 * 25 + 2] = 7;
    const filled = fillFromCoarse(partial, 25);
    expect(filled[3 * 25 + 2]).toBe(7);
    expect(filled[1 * 25]).toBe(0);
  });

  it('keeps an infinite loss, and knows nothing of an empty grid', () => {
    const partial = new Float32Array(64).fill(NaN);
    expect(fillFromCoarse(partial, 8)).toEqual(partial);
    partial[0] = Infinity;
    const filled = fillFromCoarse(partial, 8);
    expect(filled[1]).toBe(Infinity);
    expect(partial[1]).toBeNaN();
  });
});
