/**
 * The linear assignment problem: give each row a column of its own at the least total cost (Jonker and Volgenant 1987;
 * rectangular as Crouse 2016).
 *
 * c: cost of a row and a column; u, v: duals of rows and columns, `u[i] + v[j] <= c[i, j]`, equal where assigned.
 * The least costs start v; rows then bid for columns (reduction.ts); shortest augmenting paths place the rows that are
 * left (augmentation.ts). Unlike the paper's, both work on shortlists of each row's nearest columns and read a whole
 * row only when its shortlist cannot decide: v only falls, so a bound on the columns left out holds for good.
 */
import { augment } from './assignment/augmentation';
import type { Problem } from './assignment/assignmentProblem';
import { bid, firstDuals, rowMinima } from './assignment/reduction';
import { shortlistsOf } from './assignment/shortlists';

export interface Assignment {
  /** Column of each row, `[rows]`; -1 for a row left over when there are more rows than columns. */
  readonly assignment: Int32Array<ArrayBuffer>;
  /** Sum of the assigned costs. */
  readonly cost: number;
  /** Dual of each row, `[rows]`; 0 for a row left over. */
  readonly u: Float64Array<ArrayBuffer>;
  /** Dual of each column, `[columns]`; 0 for a column left over. */
  readonly v: Float64Array<ArrayBuffer>;
}

/**
 * An assignment of least cost; of several, the same one every time, and the identity when all costs are equal.
 *
 * @param costs `[rows, columns]`, row-major, read only; Infinity forbids a pair
 * @throws RangeError when a cost is NaN or -Infinity, or when the forbidden pairs leave no assignment
 */
export function assign(
  costs: Float32Array | Float64Array,
  rows: number,
  columns: number,
): Assignment {
  if (costs.length !== rows * columns)
    throw new RangeError(
      `Expected costs [${rows}, ${columns}], got ${costs.length} numbers instead of ${rows * columns}.`,
    );
  if (rows > columns) {
    const {
      assignment: rowOf,
      cost,
      u,
      v,
    } = assign(transpose(costs, rows, columns), columns, rows);
    const assignment = new Int32Array(rows).fill(-1);
    rowOf.forEach((row, column) => (assignment[row] = column));
    return { assignment, cost, u: v, v: u };
  }
  const problem: Problem = {
    // One kind of array keeps the inner loops fast.
    costs: costs instanceof Float64Array ? costs : new Float64Array(costs),
    rows,
    columns,
    v: new Float64Array(columns),
    columnOf: new Int32Array(rows).fill(-1),
    rowOf: new Int32Array(columns).fill(-1),
  };
  solve(problem);
  const { columnOf, v } = problem;
  const u = new Float64Array(rows);
  let cost = 0;
  columnOf.forEach((column, row) => {
    const c = costs[row * columns + column]!;
    u[row] = c - v[column]!;
    cost += c;
  });
  return { assignment: columnOf, cost, u, v };
}

function solve(problem: Problem): void {
  const { rows, columns, v } = problem;
  const least = rowMinima(problem);
  least.forEach((cost, row) => {
    if (!(cost > -Infinity)) throw new RangeError(unusable(problem, row));
    if (cost === Infinity) throw new RangeError(INFEASIBLE);
  });
  // Columns left over must keep a dual of 0, so only a square problem may start with others.
  if (rows === columns) {
    v.set(firstDuals(problem, least));
    if (v.includes(Infinity)) throw new RangeError(INFEASIBLE);
  }
  const shortlists = shortlistsOf(problem);
  const free = bid(problem, shortlists);
  if (!augment(problem, shortlists, free)) throw new RangeError(INFEASIBLE);
}

const INFEASIBLE =
  'Expected costs that leave every row a column of its own, got too many forbidden pairs (Infinity).';

/** Says which cost of a row is no cost. */
function unusable({ costs, columns }: Problem, row: number): string {
  const values = costs.subarray(row * columns, (row + 1) * columns);
  const column = values.findIndex((cost) => !(cost > -Infinity));
  return `Expected costs above -Infinity, got ${values[column]!} at row ${row}, column ${column}.`;
}

function transpose(
  costs: Float32Array | Float64Array,
  rows: number,
  columns: number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(costs.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = costs[i * columns + j]!;
  return out;
}
