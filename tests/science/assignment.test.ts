import { linearSumAssignment } from 'linear-sum-assignment';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/model/random';
import { assign, type Assignment } from '../../src/science/assignment';
import { largest } from '../support/close';
import { goldenAssignments } from '../support/golden';

/** Optimal and what it says it is: one column a row, duals that are feasible and tight, hence a proof. */
function validate(costs: ArrayLike<number>, rows: number, columns: number, result: Assignment) {
  const { assignment, cost, u, v } = result;
  const assigned = Array.from(assignment).filter((column) => column >= 0);
  expect(assigned).toHaveLength(Math.min(rows, columns));
  expect(new Set(assigned).size).toBe(assigned.length);
  const rounding = 1e-12 * largest(Array.from(costs).filter(Number.isFinite));
  let [lowest, loosest, total] = [0, 0, 0];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const reduced = costs[i * columns + j]! - u[i]! - v[j]!;
      lowest = Math.min(lowest, reduced);
      if (assignment[i] !== j) continue;
      loosest = Math.max(loosest, Math.abs(reduced));
      total += costs[i * columns + j]!;
    }
  expect(lowest).toBeGreaterThanOrEqual(-rounding);
  expect(loosest).toBeLessThanOrEqual(rounding);
  expect(cost).toBeCloseTo(total, 10);
  const left = (dual: Float64Array, used: (k: number) => boolean) =>
    dual.filter((_, k) => !used(k)).every((d) => d === 0);
  if (rows > columns) expect(left(u, (i) => assignment[i]! >= 0)).toBe(true);
  if (columns > rows) expect(left(v, (j) => assigned.includes(j))).toBe(true);
}

function solve(costs: Float32Array | Float64Array, rows: number, columns: number) {
  const result = assign(costs, rows, columns);
  validate(costs, rows, columns, result);
  return result;
}

/** The least total of all ways to pair rows with columns. */
function bruteForce(costs: ArrayLike<number>, rows: number, columns: number): number {
  const best = (row: number, used: number, left: number): number => {
    if (row === rows) return 0;
    let least = left > 0 ? best(row + 1, used, left - 1) : Infinity;
    for (let j = 0; j < columns; j++)
      if ((used & (1 << j)) === 0)
        least = Math.min(least, costs[row * columns + j]! + best(row + 1, used | (1 << j), left));
    return least;
  };
  return best(0, 0, Math.max(0, rows - columns));
}

const matrix = (rows: number, columns: number, entry: (i: number, j: number) => number) =>
  Float64Array.from({ length: rows * columns }, (_, k) =>
    entry(Math.floor(k / columns), k % columns),
  );

describe('optimality', () => {
  const random = randomFrom(3);
  const kinds: [string, () => number][] = [
    ['normal', () => random.normal()],
    ['integers with ties', () => random.below(4)],
  ];

  it.each(kinds)('brute force, all shapes to 7 x 7, %s', (_, draw) => {
    for (let rows = 1; rows <= 7; rows++)
      for (let columns = 1; columns <= 7; columns++)
        for (let repeat = 0; repeat < (rows * columns > 36 ? 2 : 6); repeat++) {
          const costs = matrix(rows, columns, draw);
          const { cost } = solve(costs, rows, columns);
          expect(cost).toBeCloseTo(bruteForce(costs, rows, columns), 10);
        }
  });

  const shapes = [
    [20, 20],
    [64, 64],
    [100, 100],
    [30, 90],
    [90, 30],
    [1, 50],
    [50, 1],
  ] as const;
  it.each(shapes)('linear-sum-assignment, %i x %i', (rows, columns) => {
    for (let repeat = 0; repeat < 5; repeat++) {
      const costs = matrix(rows, columns, () => random.normal());
      const table = Array.from({ length: rows }, (_, i) =>
        Array.from(costs.subarray(i * columns, (i + 1) * columns)),
      );
      const expected = linearSumAssignment(table, { maximaze: false });
      expect(solve(costs, rows, columns).cost).toBeCloseTo(expected.gain, 8);
    }
  });

  it.each(goldenAssignments())('SciPy, $n rows', ({ n, costs, minimum, tolerance }) => {
    const { cost } = solve(costs, n, n);
    expect(Math.abs(cost - minimum)).toBeLessThanOrEqual(tolerance);
  });

  const n = 150;
  const samples = Array.from({ length: 40 }, () => [random.uniform(), random.uniform()] as const);
  const hard: [string, Float64Array][] = [
    ['products, on which shortlists fail', matrix(n, n, (i, j) => (i + 1) * (j + 1))],
    ['distances on a line', matrix(n, n, (i, j) => Math.abs(i * i - 7 * j))],
    ['rank one', matrix(n, n, (i, j) => -samples[i % 40]![0] * samples[j % 40]![1])],
    ['dead units', matrix(n, n, (i, j) => (i % 3 === 0 || j % 4 === 0 ? 0 : -random.uniform()))],
    ['five values', matrix(n, n, () => random.below(5))],
    ['a dominant column', matrix(n, n, (_, j) => random.normal() - (j === 3 ? 100 : 0))],
    ['scales from e^-9 to e^9', matrix(n, n, () => Math.exp(3 * random.normal()))],
    ['hidden permutation', matrix(n, n, (i, j) => random.normal() - ((i * 7) % n === j ? 9 : 0))],
    ['large offset', matrix(n, n, () => 1e6 + random.normal())],
  ];
  it.each(hard)('%s', (_, costs) => {
    const table = Array.from({ length: n }, (_, i) =>
      Array.from(costs.subarray(i * n, (i + 1) * n)),
    );
    const { gain } = linearSumAssignment(table, { maximaze: false });
    expect(Math.abs(solve(costs, n, n).cost - gain)).toBeLessThanOrEqual(1e-9 * Math.abs(gain));
  });
});

describe("SciPy's published cases", () => {
  // scipy/optimize/tests/test_linear_assignment.py
  const cases: [number[][], number[]][] = [
    [
      [
        [400, 150, 400],
        [400, 450, 600],
        [300, 225, 300],
      ],
      [150, 400, 300],
    ],
    [
      [
        [400, 150, 400, 1],
        [400, 450, 600, 2],
        [300, 225, 300, 3],
      ],
      [150, 2, 300],
    ],
    [
      [
        [10, 10, 8],
        [9, 8, 1],
        [9, 7, 4],
      ],
      [10, 1, 7],
    ],
    [
      [
        [10, 10, 8, 11],
        [9, 8, 1, 1],
        [9, 7, 4, 10],
      ],
      [10, 1, 4],
    ],
    [
      [
        [10, Infinity, Infinity],
        [Infinity, Infinity, 1],
        [Infinity, 7, Infinity],
      ],
      [10, 1, 7],
    ],
  ];
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  it.each(cases)('%j', (rows, expected) => {
    const [r, c] = [rows.length, rows[0]!.length];
    expect(solve(Float64Array.from(rows.flat()), r, c).cost).toBe(sum(expected));
    const transposed = matrix(c, r, (i, j) => rows[j]![i]!);
    expect(solve(transposed, c, r).cost).toBe(sum(expected));
    if (rows.flat().every(Number.isFinite)) {
      const highest = -bruteForce(
        rows.flat().map((x) => -x),
        r,
        c,
      );
      expect(
        -solve(
          Float64Array.from(rows.flat(), (x) => -x),
          r,
          c,
        ).cost,
      ).toBe(highest);
    }
  });

  it('of no rows and of no columns', () => {
    expect(solve(new Float64Array(0), 0, 0).cost).toBe(0);
    expect(solve(new Float64Array(0), 0, 4).cost).toBe(0);
    expect(Array.from(solve(new Float64Array(0), 3, 0).assignment)).toEqual([-1, -1, -1]);
  });

  it.each([1, 8, 13, 200])('a constant matrix of %i rows gives the identity', (n) => {
    for (const value of [-3, 0, 1]) {
      const { assignment } = solve(new Float64Array(n * n).fill(value), n, n);
      expect(Array.from(assignment)).toEqual(Array.from({ length: n }, (_, i) => i));
    }
  });
});

describe('forbidden pairs', () => {
  it('leave one assignment', () => {
    const n = 40;
    const costs = matrix(n, n, (i, j) => (j === (i + 11) % n ? i : Infinity));
    expect(Array.from(solve(costs, n, n).assignment)).toEqual(
      Array.from({ length: n }, (_, i) => (i + 11) % n),
    );
  });

  it('leave a few', () => {
    const random = randomFrom(9);
    for (let repeat = 0; repeat < 50; repeat++) {
      const costs = matrix(6, 6, () => (random.uniform() < 0.5 ? Infinity : random.normal()));
      const least = bruteForce(costs, 6, 6);
      if (Number.isFinite(least)) expect(solve(costs, 6, 6).cost).toBeCloseTo(least, 10);
      else expect(() => assign(costs, 6, 6)).toThrow('too many forbidden pairs');
    }
  });

  it.each([
    ['a row', [1, 2, Infinity, Infinity]],
    ['a column', [Infinity, 1, Infinity, 2]],
    ['two rows for one column', [1, Infinity, Infinity, 2, Infinity, Infinity, 3, 4, 5]],
  ])('that leave %s nothing are an error', (_, costs) => {
    const n = Math.sqrt(costs.length);
    expect(() => assign(Float64Array.from(costs), n, n)).toThrow(RangeError);
  });
});

describe('what is refused', () => {
  it.each([NaN, -Infinity])('%d', (value) => {
    const costs = new Float32Array(12).fill(1);
    costs[7] = value;
    expect(() => assign(costs, 3, 4)).toThrow(
      `Expected costs above -Infinity, got ${value} at row 1, column 3.`,
    );
  });

  it('a matrix of another size', () => {
    expect(() => assign(new Float64Array(5), 2, 3)).toThrow('[2, 3]');
  });
});

it('gives the same assignment again, and leaves the costs alone', () => {
  const random = randomFrom(5);
  const costs = Float64Array.from({ length: 60 * 60 }, () => random.below(6));
  const kept = costs.slice();
  const first = assign(costs, 60, 60).assignment;
  expect(assign(costs, 60, 60).assignment).toEqual(first);
  expect(costs).toEqual(kept);
});
