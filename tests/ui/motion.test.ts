import { expect, test } from 'vitest';
import { eased, staggered } from '../../src/ui/motion';
import { placesOf, sheetLayout } from '../../src/ui/draw/sheet';

test('a movement begins and ends slowly', () => {
  expect(eased(0)).toBe(0);
  expect(eased(0.5)).toBeCloseTo(0.5);
  expect(eased(1)).toBe(1);
  expect(eased(0.1)).toBeLessThan(0.02);
});

test('staggered ones begin one after the other and all arrive', () => {
  const at = (share: number) => Array.from({ length: 5 }, (_, i) => staggered(share, i, 5));
  expect(at(0)).toEqual([0, 0, 0, 0, 0]);
  expect(at(1)).toEqual([1, 1, 1, 1, 1]);
  const half = at(0.5);
  half.forEach((share, i) => {
    if (i > 0) expect(share).toBeLessThanOrEqual(half[i - 1]!);
  });
  expect(half[0]).toBeGreaterThan(half[4]!);
  expect(staggered(0.5, 0, 1)).toBeGreaterThan(0);
});

test('every unit of a sheet has a place of its own', () => {
  const layout = sheetLayout(600, 6, 28);
  const pairs = [3, 1, 4, 0, 5, 2].map((a, b) => ({ a, b, similarity: 0.5 }));
  const { a, b } = placesOf(layout, pairs);
  const all = [...a.values(), ...b.values()].map(({ x, y }) => `${x} ${y}`);
  expect(new Set(all).size).toBe(12);
  expect(a.get(3)).toEqual({ x: 0, y: 0 });
});
