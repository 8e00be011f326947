/** An assignment problem on its way to the optimum: what its phases share. */
export interface Problem {
  /** `[rows, columns]`, row-major; no more rows than columns. */
  readonly costs: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** Dual of each column, `[columns]`; only ever falls. */
  readonly v: Float64Array<ArrayBuffer>;
  /** Column of each row, `[rows]`, or -1. */
  readonly columnOf: Int32Array<ArrayBuffer>;
  /** Row of each column, `[columns]`, or -1. */
  readonly rowOf: Int32Array<ArrayBuffer>;
}
