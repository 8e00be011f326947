/** The nearest columns of each row, and how near any other can be. */
import type { Problem } from './assignmentProblem';

/**
 * Distances are reduced costs `c[i, j] - v[j]`. As v only falls they only grow: a row's `rest` bounds the distance of
 * the columns outside its shortlist ever after, however old the shortlist is.
 */
export interface Shortlists {
  /** Entries of each row. */
  readonly size: number;
  /** `[rows, size]` */
  readonly column: Int32Array;
  /** Cost of the row with that column, `[rows, size]`. */
  readonly cost: Float64Array;
  /** Lower bound of the distance to every column left out, `[rows]`; Infinity where none is. */
  readonly rest: Float64Array;
  /** Distances of the row in hand, nearest first, `[size]`. */
  readonly distances: Float64Array;
}

/** Long enough for most searches, short enough to be cheap to find; measured at 512 to 2048 columns. */
const SIZE = 12;

/** Shortlists of all rows under the duals as they are. */
export function shortlistsOf(problem: Problem): Shortlists {
  const { rows, columns } = problem;
  const size = Math.min(SIZE, columns);
  const lists = {
    size,
    column: new Int32Array(rows * size),
    cost: new Float64Array(rows * size),
    rest: new Float64Array(rows),
    distances: new Float64Array(size),
  };
  for (let row = 0; row < rows; row++) renew(problem, lists, row);
  return lists;
}

/** Finds a row's nearest columns under the duals as they are; of equal ones the first. */
export function renew(
  { costs, columns, v }: Problem,
  { size, column, cost, rest, distances }: Shortlists,
  row: number,
): void {
  const base = row * columns;
  const first = row * size;
  let filled = 0;
  let farthest = Infinity;
  for (let j = 0; j < columns; j++) {
    const distance = costs[base + j]! - v[j]!;
    if (distance >= farthest) continue;
    let at = filled < size ? filled++ : size - 1;
    for (; at > 0 && distances[at - 1]! > distance; at--) {
      distances[at] = distances[at - 1]!;
      column[first + at] = column[first + at - 1]!;
    }
    distances[at] = distance;
    column[first + at] = j;
    if (filled === size) farthest = distances[size - 1]!;
  }
  for (let e = first; e < first + size; e++) cost[e] = costs[base + column[e]!]!;
  rest[row] = size === columns ? Infinity : farthest;
}
