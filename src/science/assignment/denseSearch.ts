/** Dijkstra's search over whole rows, for costs on which shortlists do not help. */
import type { Problem } from './assignmentProblem';
import type { Search } from './pathSearch';

/**
 * Finds the free column nearest to a free row and lowers the duals of the columns nearer than that.
 *
 * @returns the free column, or -1 when none can be reached; `search.before` leads back to the row
 */
export function denseSearch(
  { costs, columns, v, rowOf }: Problem,
  { distance, before, order }: Search,
  start: number,
): number {
  // Columns from `left` on have been passed; those before it lie ahead.
  for (let j = 0; j < columns; j++) order[j] = j;
  let left = columns;
  let row = start;
  let offset = 0;
  let front = 0;
  let end = -1;
  while (left > 0) {
    const base = row * columns;
    let least = Infinity;
    let at = -1;
    for (let k = 0; k < left; k++) {
      const j = order[k]!;
      const length = costs[base + j]! - v[j]! - offset;
      let known = distance[j]!;
      if (length < known) {
        distance[j] = known = length;
        before[j] = row;
      }
      if (known > least) continue;
      if (known < least || (rowOf[j]! < 0 && rowOf[order[at]!]! >= 0)) at = k;
      least = known;
    }
    if (at < 0) break;
    const column = order[at]!;
    front = least;
    if (rowOf[column]! < 0) {
      end = column;
      break;
    }
    order[at] = order[--left]!;
    order[left] = column;
    row = rowOf[column]!;
    offset = costs[row * columns + column]! - v[column]! - front;
  }
  for (let k = left; k < columns; k++) v[order[k]!]! += distance[order[k]!]! - front;
  distance.fill(Infinity);
  return end;
}
