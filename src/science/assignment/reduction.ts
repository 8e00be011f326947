/** Cheap first guesses: duals from the least costs, then rows that bid for their nearest columns. */
import type { Problem } from './assignmentProblem';
import { renew, type Shortlists } from './shortlists';

/** The least cost of each row, `[rows]`; NaN where a cost is NaN. */
export function rowMinima({ costs, rows, columns }: Problem): Float64Array {
  const minima = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let least = Infinity;
    for (let k = row * columns; k < (row + 1) * columns; k++) least = Math.min(least, costs[k]!);
    minima[row] = least;
  }
  return minima;
}

/** How far the first duals go from what the rows leave to the columns' own minima; measured on real activations. */
const SHARE = 1 / 3;

/**
 * First duals of the columns of a square problem, `[columns]`. A column's least cost is feasible, and so is its least
 * excess over the rows' minima, and all between. The former alone draws every row to the same columns where many costs
 * are equal (dead units); the latter alone leaves longer searches.
 *
 * @param least of the rows, `[rows]`
 */
export function firstDuals({ costs, rows, columns }: Problem, least: Float64Array): Float64Array {
  const own = new Float64Array(columns).fill(Infinity);
  const excess = new Float64Array(columns).fill(Infinity);
  for (let row = 0; row < rows; row++) {
    const base = row * columns;
    const u = least[row]!;
    for (let j = 0; j < columns; j++) {
      const cost = costs[base + j]!;
      own[j] = Math.min(own[j]!, cost);
      excess[j] = Math.min(excess[j]!, cost - u);
    }
  }
  return excess.map((e, j) => (1 - SHARE) * e + SHARE * own[j]!);
}

/** Bids that a row may make on average: more would save augmentations, but each costs more than it saves. */
const BIDS = 10;

/** What reading a whole row counts for, in bids. */
const RENEWAL = 8;

/**
 * Augmenting row reduction: a row takes its nearest column and lowers that column's dual to the second nearest's level;
 * a row that held the column bids next. Rows whose bid gains nothing wait, since rounding could let two of them take
 * a column from each other for ever; the number of bids is bounded for the same reason.
 *
 * @returns the rows left without a column
 */
export function bid(problem: Problem, lists: Shortlists): number[] {
  const { rows, v, columnOf, rowOf } = problem;
  const { size, column, cost, rest } = lists;
  const waiting = Int32Array.from({ length: rows }, (_, i) => rows - 1 - i);
  const free: number[] = [];
  let bids = BIDS * rows;
  let top = rows;
  while (top > 0) {
    const row = waiting[--top]!;
    if (--bids < 0) {
      free.push(row);
      continue;
    }
    const first = row * size;
    let nearest = Infinity;
    let second = Infinity;
    let choice = -1;
    for (;;) {
      for (let e = first; e < first + size; e++) {
        const j = column[e]!;
        const distance = cost[e]! - v[j]!;
        if (distance < nearest) {
          second = nearest;
          nearest = distance;
          choice = j;
        } else if (distance < second) {
          second = distance;
          if (distance === nearest && rowOf[choice]! >= 0 && rowOf[j]! < 0) choice = j;
        }
      }
      if (second <= rest[row]!) break;
      bids -= RENEWAL;
      renew(problem, lists, row);
      nearest = second = Infinity;
    }
    const gain = second - nearest;
    const holder = choice < 0 ? row : rowOf[choice]!;
    if (gain > 0 && gain < Infinity) v[choice]! -= gain;
    else if (holder >= 0) {
      free.push(row);
      continue;
    }
    rowOf[choice] = row;
    columnOf[row] = choice;
    if (holder < 0) continue;
    columnOf[holder] = -1;
    waiting[top++] = holder;
  }
  return free;
}
