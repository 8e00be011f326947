import { describe, expect, it } from 'vitest';
import { bezier } from '../../../src/science/paths/bezier';
import { chain } from '../../../src/science/paths/chain';
import { line } from '../../../src/science/paths/line';
import { alphas, coefficientTable, type Path } from '../../../src/science/paths/path';

const paths: [string, Path][] = [
  ['line', line],
  ['bezier', bezier],
  ...[1, 2, 3, 5].map((bends): [string, Path] => [`chain of ${bends}`, chain(bends)]),
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
        expect(Math.abs(c - before[k]!)).toBeLessThanOrEqual(0.07);
      }
      before = now;
    }
  });
});

it('the Bezier curve is at 1/4, 1/2, 1/4 in its middle', () => {
  expect(bezier.coefficientsAt(0.5)).toEqual([0.25, 0.5, 0.25]);
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
