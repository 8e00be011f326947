/**
 * Sinkhorn's scaling in log space: the matrix `P[i, j] = exp(S[i, j] - f[i] - g[j])` with given sums of its rows and
 * columns, and its derivative (Sinkhorn and Knopp 1967; Cuturi 2013; Pena et al. 2023, eq. 5). With all sums 1 it is a
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
  const { scores, rows, columns, rowSum, iterations, start } = options;
  const columnSum = (rows * rowSum) / columns;
  const history: Scaling[] = [];
  let f = start ?? new Float64Array(rows);
  let g = new Float64Array(columns);
  for (let k = 0; k < iterations; k++) {
    g = logSums(columns, rows, columnSum, (j, i) => scores[i * columns + j]! - f[i]!);
    f = logSums(rows, columns, rowSum, (i, j) => scores[i * columns + j]! - g[j]!);
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
  const { rows, columns, rowSum, start } = options;
  const columnSum = (rows * rowSum) / columns;
  const slope = plan.map((p, k) => p * gradient[k]!);
  let df = new Float64Array(rows);
  let dg = new Float64Array(columns);
  slope.forEach((s, k) => {
    df[Math.floor(k / columns)]! -= s;
    dg[k % columns]! -= s;
  });
  for (let k = history.length - 1; k >= 0; k--) {
    const { f, g } = history[k]!;
    planOf(options, { f, g }).forEach((p, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns];
      const flow = (df[i]! * p) / rowSum;
      slope[at]! += flow;
      dg[j]! -= flow;
    });
    df = new Float64Array(rows);
    const before = history[k - 1]?.f ?? start ?? new Float64Array(rows);
    planOf(options, { f: before, g }).forEach((p, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns];
      const flow = (dg[j]! * p) / columnSum;
      slope[at]! += flow;
      df[i]! -= flow;
    });
    dg = new Float64Array(columns);
  }
  return slope;
}

function planOf({ scores, columns }: SinkhornOptions, { f, g }: Scaling) {
  return Float64Array.from(scores, (s, k) =>
    Math.exp(s - f[Math.floor(k / columns)]! - g[k % columns]!),
  );
}

/** `log(sum_j exp(of(i, j)) / target)` of each i. */
function logSums(
  count: number,
  terms: number,
  target: number,
  of: (i: number, j: number) => number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let most = -Infinity;
    for (let j = 0; j < terms; j++) most = Math.max(most, of(i, j));
    let sum = 0;
    for (let j = 0; j < terms; j++) sum += Math.exp(of(i, j) - most);
    out[i] = most + Math.log(sum / target);
  }
  return out;
}
