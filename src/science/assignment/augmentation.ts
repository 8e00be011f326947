/** Shortest augmenting paths: each row left over starts a search that ends at the nearest free column. */
import { denseSearch } from './denseSearch';
import { listSearch } from './listSearch';
import type { Problem } from './assignmentProblem';
import { searchOf } from './pathSearch';
import type { Shortlists } from './shortlists';

/** From this share of rows read in full, reading all of them without shortlists is quicker. */
const DENSE = 0.3;

/** Gives each of the free rows a column; false when one cannot have any. */
export function augment(problem: Problem, lists: Shortlists, free: readonly number[]): boolean {
  const { rows, rowOf, columnOf } = problem;
  const search = searchOf(problem);
  for (const start of free) {
    const dense = search.read > rows && search.read > DENSE * search.passed;
    const end = dense
      ? denseSearch(problem, search, start)
      : listSearch(problem, lists, search, start);
    if (end < 0) return false;
    search.open.splice(search.open.indexOf(end), 1);
    for (let column = end; ;) {
      const row = search.before[column]!;
      const next = columnOf[row]!;
      columnOf[row] = column;
      rowOf[column] = row;
      if (row === start) break;
      column = next;
    }
  }
  return true;
}
