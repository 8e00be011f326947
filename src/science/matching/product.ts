/** The inner products of all pairs of rows, in plain TypeScript for work that is rare beside training. */

/** A matrix `[rows, depth]`, row-major. */
export interface Rows {
  readonly values: Float32Array<ArrayBuffer>;
  readonly rows: number;
  readonly depth: number;
}

/**
 * Adds `left right^T` to `out`: `out[i, j] += sum_k left[i, k] right[j, k]`, for the left rows `from` to `to - 1`.
 *
 * @param out `[left.rows, right.rows]`
 */
export function addRowProducts(
  out: Float64Array,
  { values: left, rows, depth }: Rows,
  { values: right, rows: columns }: Rows,
  from = 0,
  to = rows,
): void {
  const end = Math.min(to, rows);
  // Four by two sums at a time: more would not fit the registers, fewer would wait on memory.
  for (let i = from; i < end; i += 4) {
    const l0 = i * depth;
    const l1 = Math.min(i + 1, rows - 1) * depth;
    const l2 = Math.min(i + 2, rows - 1) * depth;
    const l3 = Math.min(i + 3, rows - 1) * depth;
    const height = Math.min(4, end - i);
    for (let j = 0; j < columns; j += 2) {
      const r0 = j * depth;
      const r1 = Math.min(j + 1, columns - 1) * depth;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      let s20 = 0;
      let s21 = 0;
      let s30 = 0;
      let s31 = 0;
      for (let k = 0; k < depth; k++) {
        const b0 = right[r0 + k]!;
        const b1 = right[r1 + k]!;
        const a0 = left[l0 + k]!;
        const a1 = left[l1 + k]!;
        const a2 = left[l2 + k]!;
        const a3 = left[l3 + k]!;
        s00 += a0 * b0;
        s01 += a0 * b1;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s20 += a2 * b0;
        s21 += a2 * b1;
        s30 += a3 * b0;
        s31 += a3 * b1;
      }
      const sums = [s00, s01, s10, s11, s20, s21, s30, s31];
      for (let r = 0; r < height; r++)
        for (let c = 0; c < Math.min(2, columns - j); c++)
          out[(i + r) * columns + j + c]! += sums[2 * r + c]!;
    }
  }
}
