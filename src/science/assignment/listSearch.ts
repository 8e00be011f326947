/** Dijkstra's search over the shortlists, reading whole rows only where these cannot decide. */
import type { Problem } from './assignmentProblem';
import type { Search } from './pathSearch';
import { renew, type Shortlists } from './shortlists';

/**
 * Finds the free column nearest to a free row and lowers the duals of the columns nearer than that.
 *
 * The queue holds columns `j` at their distance, and rows `~i` at the bound of what their shortlist leaves out. At equal
 * keys rows come first: a free column at that distance then ends the search.
 *
 * @returns the free column, or -1 when none can be reached; `search.before` leads back to the row
 */
export function listSearch(
  problem: Problem,
  lists: Shortlists,
  search: Search,
  start: number,
): number {
  const { costs, columns, v, rowOf } = problem;
  const { distance, offset, renewed, order, queue } = search;
  search.front = -Infinity;
  search.bound = Infinity;
  search.end = -1;
  search.searches++;
  queue.clear();
  const reached: number[] = [];
  let passed = 0;

  offset[start] = 0;
  offerOpen(problem, search, start, reached);
  offerList(problem, lists, search, start, reached);
  while (queue.least < search.bound) {
    const key = queue.least;
    const item = queue.pop();
    if (item < 0) {
      const row = ~item;
      search.front = Math.max(search.front, key);
      if (renewed[row] === search.searches) offerAll(problem, search, row, reached);
      else {
        renewed[row] = search.searches;
        search.read++;
        renew(problem, lists, row);
        offerList(problem, lists, search, row, reached);
      }
    } else if (key === distance[item]) {
      const row = rowOf[item]!;
      order[passed++] = item;
      search.front = key;
      offset[row] = costs[row * columns + item]! - v[item]! - key;
      offerList(problem, lists, search, row, reached);
    }
  }
  search.passed += passed;
  for (let k = 0; k < passed; k++) v[order[k]!]! += distance[order[k]!]! - search.bound;
  for (const column of reached) distance[column] = Infinity;
  return search.end;
}

/** Offers the columns of a row's shortlist, and puts the others off until the search comes near them. */
function offerList(
  problem: Problem,
  { size, column, cost, rest }: Shortlists,
  search: Search,
  row: number,
  reached: number[],
): void {
  for (let e = row * size; e < (row + 1) * size; e++)
    offer(problem, search, row, column[e]!, cost[e]!, reached);
  const others = rest[row]! - search.offset[row]!;
  if (others < search.bound) search.queue.push(others, ~row);
}

/** Offers all columns of a row, the free ones first: their bound spares most of the others. */
function offerAll(problem: Problem, search: Search, row: number, reached: number[]): void {
  const { costs, columns, v } = problem;
  const base = row * columns;
  offerOpen(problem, search, row, reached);
  const limit = search.bound + search.offset[row]!;
  for (let j = 0; j < columns; j++) {
    const cost = costs[base + j]!;
    if (cost - v[j]! < limit) offer(problem, search, row, j, cost, reached);
  }
}

/** Offers the free columns. */
function offerOpen(problem: Problem, search: Search, row: number, reached: number[]): void {
  const base = row * problem.columns;
  for (const j of search.open) offer(problem, search, row, j, problem.costs[base + j]!, reached);
}

/** Takes the way to a column through a row, if it is the shortest so far and may lead to a nearer free column. */
function offer(
  { v, rowOf }: Problem,
  search: Search,
  row: number,
  column: number,
  cost: number,
  reached: number[],
): void {
  const { distance, before, offset, queue } = search;
  // Never below the front: rounding must not shorten the way to a column already passed.
  const length = Math.max(cost - v[column]! - offset[row]!, search.front);
  if (length >= search.bound || length >= distance[column]!) return;
  before[column] = row;
  if (rowOf[column]! < 0) {
    search.bound = length;
    search.end = column;
    return;
  }
  if (distance[column] === Infinity) reached.push(column);
  distance[column] = length;
  queue.push(length, column);
}
