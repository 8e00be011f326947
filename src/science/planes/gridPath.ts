/**
 * The path over the cells of a grid whose highest loss is least: the bottleneck or minimax path, over the 8 neighbours of
 * each cell. The lowest threshold under which two cells are connected is found as by Kruskal (1956): cells join their
 * neighbours in the order of their loss until both ends are in one set. Of all paths below it, Dijkstra's search takes the
 * shortest.
 */
import { Queue } from '../assignment/priorityQueue';

/** A square of values, cell `row * size + column`; what is not finite cannot be crossed. */
export interface Heights {
  readonly size: number;
  /** `[size, size]` */
  readonly values: Float64Array;
}

export interface GridPath {
  /** In order, both ends included; neighbours are next to each other. */
  readonly cells: Uint32Array<ArrayBuffer>;
  /** The highest value on it. */
  readonly highest: number;
  /** In cells: 1 along a row or a column, the square root of 2 across. */
  readonly length: number;
}

/** Null where no path of finite values joins the two cells. */
export function gridPath(heights: Heights, from: number, to: number): GridPath | null {
  const highest = bottleneck(heights, from, to);
  return highest === null ? null : shortest(heights, from, to, highest);
}

/** The least threshold under which two cells are connected. */
function bottleneck({ size, values }: Heights, from: number, to: number): number | null {
  const order = Uint32Array.from(values.keys())
    .filter((cell) => Number.isFinite(values[cell]))
    .sort((one, other) => values[one]! - values[other]!);
  const parent = Int32Array.from(values.keys());
  const joined = new Uint8Array(values.length);
  const rootOf = (cell: number): number => {
    let root = cell;
    while (parent[root] !== root) {
      // Every other cell on the way is hung higher, which keeps the ways short.
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  for (const cell of order) {
    joined[cell] = 1;
    for (const next of neighbours(cell, size))
      if (joined[next] === 1) parent[rootOf(next)] = rootOf(cell);
    if (joined[from] === 1 && joined[to] === 1 && rootOf(from) === rootOf(to)) return values[cell]!;
  }
  return null;
}

/** The shortest path over cells that are not above a threshold, under which both ends are connected. */
function shortest(
  { size, values }: Heights,
  from: number,
  to: number,
  threshold: number,
): GridPath {
  const length = new Float64Array(values.length).fill(Infinity);
  const before = new Int32Array(values.length).fill(-1);
  const queue = new Queue();
  length[from] = 0;
  queue.push(0, from);
  while (queue.least < Infinity) {
    const key = queue.least;
    const cell = queue.pop();
    if (cell === to) break;
    // A cell is pushed again whenever it is reached on a shorter way.
    if (key > length[cell]!) continue;
    for (const next of neighbours(cell, size)) {
      if (!(values[next]! <= threshold)) continue;
      const way = length[cell]! + stepLength(cell, next, size);
      if (way >= length[next]!) continue;
      length[next] = way;
      before[next] = cell;
      queue.push(way, next);
    }
  }
  const cells: number[] = [];
  for (let cell = to; cell >= 0; cell = before[cell]!) cells.push(cell);
  return { cells: Uint32Array.from(cells.reverse()), highest: threshold, length: length[to]! };
}

function neighbours(cell: number, size: number): number[] {
  const row = Math.floor(cell / size);
  const column = cell % size;
  const found: number[] = [];
  for (let r = Math.max(0, row - 1); r <= Math.min(size - 1, row + 1); r++)
    for (let c = Math.max(0, column - 1); c <= Math.min(size - 1, column + 1); c++)
      if (r !== row || c !== column) found.push(r * size + c);
  return found;
}

/** Of two neighbours. */
const stepLength = (cell: number, next: number, size: number): number =>
  Math.floor(cell / size) === Math.floor(next / size) || cell % size === next % size
    ? 1
    : Math.SQRT2;
