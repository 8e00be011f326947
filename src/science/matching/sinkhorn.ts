/**
 * Sinkhorn's scaling in log space: the matrix `P[i, j] = exp(S[i, j] - f[i] - g[j])` with given sums of its rows and
 * columns, and its derivative (Sinkhorn and Knopp 1967; Cuturi 2013; Pena et al. 2023). With all sums 1 it is a
 * soft permutation, and hardens as S grows.
 */

export interface SinkhornOptions {
  /** S, `[rows, columns]`, row-major; read only. */
  readonly scores: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** Sum of each row of P; the columns share the same total evenly. */
  readonly rowSum: number;
  /** Scalings of the columns and then of the rows. */
  readonly iterations: number;
  /** f to go on from, `[rows]`; zeros by default. */
  readonly start?: Float64Array;
}

/** Scalings after one iteration. */
interface Scaling {
  /** `[rows]` */
  readonly f: Float64Array;
  /** `[columns]` */
  readonly g: Float64Array;
}

export interface Scaled {
  /** P, `[rows, columns]`; its rows have their sums, its columns nearly so. */
  readonly plan: Float64Array<ArrayBuffer>;
  /** f after the last iteration, `[rows]`. */
  readonly f: Float64Array;
  /** Largest difference of a column's sum from what it should be, as a share of that. */
  readonly error: number;
  /** After each iteration. */
  readonly history: readonly Scaling[];
}

/** Scales the columns and then the rows, so many times. */
export function sinkhorn(options: SinkhornOptions): Scaled {
  const { rows, columns, rowSum, iterations, start } = options;
  const columnSum = (rows * rowSum) / columns;
  const history: Scaling[] = [];
  let f = start ?? new Float64Array(rows);
  let g = new Float64Array(columns);
  for (let k = 0; k < iterations; k++) {
    g = columnLogs(options, f);
    f = rowLogs(options, g);
    history.push({ f, g });
  }
  const plan = planOf(options, { f, g });
  const sums = new Float64Array(columns);
  plan.forEach((p, k) => (sums[k % columns]! += p));
  const error = sums.reduce((most, sum) => Math.max(most, Math.abs(sum / columnSum - 1)), 0);
  return { plan, f, error, history };
}

/**
 * The derivative of a loss by S, `[rows, columns]`, from its derivative by P: back through every scaling.
 *
 * With `R = P / rowSum` after a scaling of the rows, `df[i] / dS[i, j] = R[i, j]` and `df[i] / dg[j] = -R[i, j]`; with
 * the columns likewise.
 */
export function sinkhornGradient(
  options: SinkhornOptions,
  { plan, history }: Scaled,
  gradient: Float64Array,
): Float64Array<ArrayBuffer> {
  const { scores, rows, columns, rowSum, start } = options;
  const columnSum = (rows * rowSum) / columns;
  const slope = plan.map((p, k) => p * gradient[k]!);
  // S reaches the plan by itself and through the last f and g; each of these through the one before it.
  let df = new Float64Array(rows);
  let dg = new Float64Array(columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      df[i]! -= slope[i * columns + j]!;
      dg[j]! -= slope[i * columns + j]!;
    }
  for (let k = history.length - 1; k >= 0; k--) {
    const { f, g } = history[k]!;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const at = i * columns + j;
        const flow = (df[i]! * Math.exp(scores[at]! - f[i]! - g[j]!)) / rowSum;
        slope[at]! += flow;
        dg[j]! -= flow;
      }
    df = new Float64Array(rows);
    const before = history[k - 1]?.f ?? start ?? df.slice();
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const at = i * columns + j;
        const flow = (dg[j]! * Math.exp(scores[at]! - before[i]! - g[j]!)) / columnSum;
        slope[at]! += flow;
        df[i]! -= flow;
      }
    dg = new Float64Array(columns);
  }
  return slope;
}

function planOf({ scores, rows, columns }: SinkhornOptions, { f, g }: Scaling) {
  const plan = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      plan[i * columns + j] = Math.exp(scores[i * columns + j]! - f[i]! - g[j]!);
  return plan;
}

/** `f[i] = log(sum_j exp(S[i, j] - g[j]) / rowSum)` */
function rowLogs({ scores, rows, columns, rowSum }: SinkhornOptions, g: Float64Array) {
  const f = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const row = scores.subarray(i * columns, (i + 1) * columns);
    let most = -Infinity;
    for (let j = 0; j < columns; j++) most = Math.max(most, row[j]! - g[j]!);
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += Math.exp(row[j]! - g[j]! - most);
    f[i] = most + Math.log(sum / rowSum);
  }
  return f;
}

/** `g[j] = log(sum_i exp(S[i, j] - f[i]) / columnSum)`, row after row as the memory lies. */
function columnLogs({ scores, rows, columns, rowSum }: SinkhornOptions, f: Float64Array) {
  const most = new Float64Array(columns).fill(-Infinity);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      most[j] = Math.max(most[j]!, scores[i * columns + j]! - f[i]!);
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      sums[j]! += Math.exp(scores[i * columns + j]! - f[i]! - most[j]!);
  const columnSum = (rows * rowSum) / columns;
  return sums.map((sum, j) => most[j]! + Math.log(sum / columnSum));
}
