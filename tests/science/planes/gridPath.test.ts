import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/model/random';
import { gridPath, type GridPath, type Heights } from '../../../src/science/planes/gridPath';

/** Rows from the lowest: digits are values, a dot cannot be crossed. */
const drawn = (...rows: readonly string[]): Heights => ({
  size: rows.length,
  values: Float64Array.from(rows.join(''), (mark) => (mark === '.' ? NaN : Number(mark))),
});

function randomHeights(size: number, seed: number): Heights {
  const random = randomFrom(seed);
  const value = () => (random.uniform() < 0.15 ? NaN : Math.floor(9 * random.uniform()));
  return { size, values: Float64Array.from({ length: size * size }, value) };
}

const isNext = (one: number, other: number, size: number): boolean => {
  const rows = Math.abs(Math.floor(one / size) - Math.floor(other / size));
  const columns = Math.abs((one % size) - (other % size));
  return Math.max(rows, columns) === 1;
};

/** The lowest highest value, and the least length of the paths that have it, of all paths there are. */
function bruteForce({ size, values }: Heights, from: number, to: number) {
  let best: { highest: number; length: number } | null = null;
  const used = new Set<number>();
  const go = (cell: number, highest: number, length: number) => {
    if (!Number.isFinite(values[cell])) return;
    const above = Math.max(highest, values[cell]!);
    if (best !== null && above > best.highest) return;
    if (cell === to) {
      if (best === null || above < best.highest || length < best.length)
        best = { highest: above, length };
      return;
    }
    used.add(cell);
    for (let next = 0; next < values.length; next++)
      if (!used.has(next) && isNext(cell, next, size)) {
        const across = cell % size !== next % size && Math.abs(cell - next) !== 1;
        go(next, above, length + (across ? Math.SQRT2 : 1));
      }
    used.delete(cell);
  };
  go(from, -Infinity, 0);
  return best as { highest: number; length: number } | null;
}

function expectPath({ size, values }: Heights, path: GridPath, from: number, to: number): void {
  const cells = [...path.cells];
  expect([cells[0], cells.at(-1)]).toEqual([from, to]);
  expect(new Set(cells).size).toBe(cells.length);
  cells.slice(1).forEach((cell, i) => expect(isNext(cell, cells[i]!, size)).toBe(true));
  expect(Math.max(...cells.map((cell) => values[cell]!))).toBe(path.highest);
}

const SEEDS = Array.from({ length: 60 }, (_, i) => i + 1);

describe('the path whose highest value is least', () => {
  it('goes round a mountain, and straight where nothing is higher', () => {
    const mountain = drawn('11111', '19991', '19991', '19991', '11111');
    expect(gridPath(mountain, 10, 14)).toMatchObject({ highest: 1 });
    const flat = drawn('111', '111', '111');
    expect([...(gridPath(flat, 0, 8)?.cells ?? [])]).toEqual([0, 4, 8]);
  });

  it('crosses no cell that is not known', () => {
    expect(gridPath(drawn('1.1', '1.1', '1.1'), 0, 2)).toBeNull();
    expect(gridPath(drawn('1.1', '1.1', '191'), 0, 2)).toMatchObject({ highest: 9 });
    expect(gridPath(drawn('.11', '111', '111'), 0, 2)).toBeNull();
  });

  it('of one cell is that cell', () => {
    expect(gridPath(drawn('12', '34'), 2, 2)).toEqual({
      cells: Uint32Array.of(2),
      highest: 3,
      length: 0,
    });
  });

  it.each(SEEDS)('is no higher and no longer than any other, on grid %i', (seed) => {
    const heights = randomHeights(3 + (seed % 2), seed);
    const to = heights.values.length - 1;
    const best = bruteForce(heights, 0, to);
    const path = gridPath(heights, 0, to);
    expect(path === null).toBe(best === null);
    if (path === null || best === null) return;
    expectPath(heights, path, 0, to);
    expect(path.highest).toBe(best.highest);
    expect(path.length).toBeCloseTo(best.length, 12);
  });

  it.each(SEEDS)('is as high and as long from the other end, on grid %i', (seed) => {
    const heights = randomHeights(12, seed);
    const [there, back] = [gridPath(heights, 5, 130), gridPath(heights, 130, 5)];
    expect(back?.highest).toBe(there?.highest);
    expect(back?.length ?? 0).toBeCloseTo(there?.length ?? 0, 10);
  });

  it.each(SEEDS)('is the same under a growing function of the values, on grid %i', (seed) => {
    const heights = randomHeights(12, seed);
    const values = heights.values.map((value) => Math.exp(value / 3) - 7);
    const cells = (path: GridPath | null) => path && [...path.cells];
    expect(cells(gridPath({ ...heights, values }, 5, 130))).toEqual(
      cells(gridPath(heights, 5, 130)),
    );
  });
});
