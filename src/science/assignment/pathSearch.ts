import type { Problem } from './assignmentProblem';
import { Queue } from './priorityQueue';

/** The workspace of the searches, and what they count. */
export interface Search {
  /** Distance of each column from the start; Infinity between searches, `[columns]`. */
  readonly distance: Float64Array;
  /** The row before each column on the shortest path to it, `[columns]`. */
  readonly before: Int32Array;
  /** Reduced cost minus distance, of each row that the search has reached, `[rows]`. */
  readonly offset: Float64Array;
  /** The search in which a row's shortlist was last renewed, `[rows]`. */
  readonly renewed: Int32Array;
  /** Columns in the order of one search: those it has passed, or those ahead, `[columns]`. */
  readonly order: Int32Array;
  readonly queue: Queue;
  /** Columns without a row, ascending. */
  readonly open: number[];
  /** Distance up to which the search has come. */
  front: number;
  /** Distance of the nearest free column found, and which. */
  bound: number;
  end: number;
  /** Searches started, columns passed, and rows that had to be read in full, in all. */
  searches: number;
  passed: number;
  read: number;
}

export function searchOf({ rows, columns, rowOf }: Problem): Search {
  return {
    distance: new Float64Array(columns).fill(Infinity),
    before: new Int32Array(columns),
    offset: new Float64Array(rows),
    renewed: new Int32Array(rows),
    order: new Int32Array(columns),
    queue: new Queue(),
    open: Array.from(rowOf.keys()).filter((column) => rowOf[column]! < 0),
    front: -Infinity,
    bound: Infinity,
    end: -1,
    searches: 0,
    passed: 0,
    read: 0,
  };
}
