import { describe, expect, test } from 'vitest';
import { curvePath, finiteRange, smooth } from '../../src/ui/draw/curve';
import { between, readPath, SERIES } from '../../src/ui/draw/series';
import { fixtureResults } from '../support/fixtureResults';

const same = (x: number) => x;

describe('a curve', () => {
  test('has a gap where there is no number, and leaves the picture where the number is infinite', () => {
    const samples = [1, 2, NaN, 4, Infinity].map((y, x) => ({ x, y }));
    expect(curvePath(samples, same, same, 10)).toBe('M0,1L1,2M3,4L4,10');
    expect(curvePath([], same, same)).toBe('');
  });

  test('smoothed keeps a constant, starts at its first value and passes over infinite ones', () => {
    const flat = [1, 2, 3].map((x) => ({ x, y: 0.5 }));
    for (const { y } of smooth(flat, 0.9)) expect(y).toBeCloseTo(0.5);
    const jumpy = [2, Infinity, 1].map((y, x) => ({ x, y }));
    const [first, second, third] = smooth(jumpy, 0.5);
    expect(first?.y).toBe(2);
    expect(second?.y).toBe(Infinity);
    expect(third?.y).toBeGreaterThan(1);
    expect(third?.y).toBeLessThan(2);
  });

  test('has the range of its finite numbers', () => {
    expect(finiteRange([3, NaN, -1, Infinity])).toEqual([-1, 3]);
    expect(finiteRange([NaN])).toBeNull();
  });
});

describe('a reading along a path', () => {
  const { paths } = fixtureResults();

  test('at a computed point is the computed value', () => {
    const { alphas, loss, accuracy } = paths.naive;
    alphas.forEach((alpha, i) =>
      expect(readPath(paths.naive, alpha)).toEqual({ loss: loss[i], accuracy: accuracy[i] }),
    );
  });

  test('between two is between theirs; beyond the ends it is that of the end', () => {
    expect(between([0, 1], [2, 4], 0.25)).toBe(2.5);
    expect(between([0, 1], [2, 4], -1)).toBe(2);
    expect(between([0, 1], [2, 4], 9)).toBe(4);
    expect(between([], [], 0.5)).toBeNaN();
  });

  test('next to an infinite loss a computed one stays finite', () => {
    expect(between([0, 0.5, 1], [1, Infinity, 2], 1)).toBe(2);
    expect(between([0, 0.5, 1], [1, Infinity, 2], 0)).toBe(1);
    expect(between([0, 0.5, 1], [1, Infinity, 2], 0.6)).toBe(Infinity);
  });
});

test('the four paths differ in more than their colour', () => {
  expect(new Set(SERIES.map(({ dash }) => dash)).size).toBe(4);
  expect(SERIES.map(({ title }) => title)).toEqual([
    'Naive',
    'Permuted',
    'Bezier',
    'Polygonal chain',
  ]);
});
