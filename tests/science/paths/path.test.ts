import { describe, expect, it } from 'vitest';
import { bezier } from '../../../src/science/paths/bezier';
import { chain } from '../../../src/science/paths/chain';
import { line } from '../../../src/science/paths/line';
import { alphas, coefficientTable, type Path } from '../../../src/science/paths/path';

const paths: [string, Path][] = [
  ['line', line],
  ...[1, 2, 3, 7].map((controls): [string, Path] => [`bezier of ${controls}`, bezier(controls)]),
  ...[1, 2, 3, 5, 20].map((bends): [string, Path] => [`chain of ${bends}`, chain(bends)]),
];

describe.each(paths)('%s', (_, path) => {
  it('meets both ends', () => {
    const zeros = new Array<number>(path.points - 1).fill(0);
    expect(path.coefficientsAt(0).map((c) => c + 0)).toEqual([1, ...zeros]);
    expect(path.coefficientsAt(1).map((c) => c + 0)).toEqual([...zeros, 1]);
  });

  it('is an average everywhere, and has no jumps', () => {
    let before = path.coefficientsAt(0);
    for (const alpha of alphas(101)) {
      const now = path.coefficientsAt(alpha);
      expect(now).toHaveLength(path.points);
      expect(now.reduce((sum, c) => sum + c, 0)).toBeCloseTo(1, 14);
      for (const [k, c] of now.entries()) {
        expect(c).toBeGreaterThanOrEqual(0);
        expect(Math.abs(c - before[k]!)).toBeLessThanOrEqual(0.01 * path.points);
      }
      before = now;
    }
  });
});

it('Bezier curves are of Bernstein polynomials', () => {
  expect(bezier(1).coefficientsAt(0.5)).toEqual([0.25, 0.5, 0.25]);
  expect(bezier(2).coefficientsAt(0.5)).toEqual([1 / 8, 3 / 8, 3 / 8, 1 / 8]);
  // De Casteljau's construction: a curve is the line between two curves of one degree less.
  const [lower, higher] = [bezier(3), bezier(4)];
  for (const t of [0.1, 0.35, 0.8])
    higher.coefficientsAt(t).forEach((c, k) => {
      const [here = 0, before = 0] = [k, k - 1].map((i) => lower.coefficientsAt(t)[i] ?? 0);
      expect(c).toBeCloseTo((1 - t) * here + t * before, 14);
    });
  expect(() => bezier(0)).toThrow('at least one control point, got 0');
});

it('a chain shares alpha out equally', () => {
  expect(chain(1).coefficientsAt(0.5)).toEqual([0, 1, 0]);
  expect(chain(1).coefficientsAt(0.25)).toEqual([0.5, 0.5, 0]);
  expect(chain(3).coefficientsAt(0.75)).toEqual([0, 0, 0, 1, 0]);
  expect(chain(3).coefficientsAt(0.625)).toEqual([0, 0, 0.5, 0.5, 0]);
  expect(() => chain(0)).toThrow('at least one bend, got 0');
});

it('a table has a row for each place', () => {
  expect(Array.from(alphas(5))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(Array.from(coefficientTable(line, alphas(3)))).toEqual([1, 0, 0.5, 0.5, 0, 1]);
});
