/**
 * The two products of a 5 x 8 tile that everything is made of. Ten accumulators, the two vectors of a step and one
 * broadcast number fill 13 of the 16 registers of x86-64; a larger tile spills. `lda`, `ldb`, `ldc` are bytes.
 *
 * V8 before version 13 (Node 22 and older) puts all loads of a straight run of code first and every product after them.
 * Seven loaded vectors beside ten sums are more than there are registers, and two sums went through memory in each step,
 * which took twice the time. A way out of the loop between the loads, which is never taken, has it compute the sums of
 * the first two rows before it loads the other three.
 */
import { madd, tanh } from './simd';

export const NONE: i32 = 0;
export const RELU: i32 = 1;
export const TANH: i32 = 2;

/** `C[5, 8] = A B`, or added to C; `A[r, k]` at `a + k lda + 4 r`, `B[k, c]` at `b + k ldb + 4 c`. */
export function outerTile(
  depth: i32,
  a: usize,
  lda: usize,
  b: usize,
  ldb: usize,
  c: usize,
  ldc: usize,
  add: bool,
  activation: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let c40 = c00;
  let c41 = c00;
  for (let k = depth; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    const a1 = v128.load32_splat(a, 4);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    // Never: it keeps the loads below it there.
    if (k < 0) break;
    const a2 = v128.load32_splat(a, 8);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    const a3 = v128.load32_splat(a, 12);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
    const a4 = v128.load32_splat(a, 16);
    c40 = madd(a4, b0, c40);
    c41 = madd(a4, b1, c41);
    a += lda;
    b += ldb;
  }
  if (add) {
    c00 = f32x4.add(v128.load(c), c00);
    c01 = f32x4.add(v128.load(c, 16), c01);
    c10 = f32x4.add(v128.load(c + ldc), c10);
    c11 = f32x4.add(v128.load(c + ldc, 16), c11);
    c20 = f32x4.add(v128.load(c + 2 * ldc), c20);
    c21 = f32x4.add(v128.load(c + 2 * ldc, 16), c21);
    c30 = f32x4.add(v128.load(c + 3 * ldc), c30);
    c31 = f32x4.add(v128.load(c + 3 * ldc, 16), c31);
    c40 = f32x4.add(v128.load(c + 4 * ldc), c40);
    c41 = f32x4.add(v128.load(c + 4 * ldc, 16), c41);
  }
  const least = leastOf(activation);
  storeRow(c, c00, c01, least);
  storeRow(c + ldc, c10, c11, least);
  storeRow(c + 2 * ldc, c20, c21, least);
  storeRow(c + 3 * ldc, c30, c31, least);
  storeRow(c + 4 * ldc, c40, c41, least);
  if (activation == TANH) tanhTile(c, ldc);
}

/**
 * `C[5, 8] = A B` over `runs` times `steps`, from the row of 8 at `start`, or from zeros where that is 0. Within a run
 * `A[r, k]` is at `a + r lda + 4 k` and `B[k, c]` at `b + 32 k + 4 c`; the next run of A begins `block` bytes further,
 * that of B `gap` bytes after the last.
 */
export function innerTile(
  runs: i32,
  steps: i32,
  a: usize,
  lda: usize,
  block: usize,
  b: usize,
  gap: usize,
  start: usize,
  c: usize,
  ldc: usize,
  activation: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  if (start != 0) {
    c00 = v128.load(start);
    c01 = v128.load(start, 16);
  }
  let c10 = c00;
  let c11 = c01;
  let c20 = c00;
  let c21 = c01;
  let c30 = c00;
  let c31 = c01;
  let c40 = c00;
  let c41 = c01;
  for (let n = runs; n > 0; n--) {
    let r0 = a;
    let r1 = r0 + lda;
    let r2 = r1 + lda;
    let r3 = r2 + lda;
    let r4 = r3 + lda;
    for (let k = 0; k < steps; k++) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const a0 = v128.load32_splat(r0);
      c00 = madd(a0, b0, c00);
      c01 = madd(a0, b1, c01);
      const a1 = v128.load32_splat(r1);
      c10 = madd(a1, b0, c10);
      c11 = madd(a1, b1, c11);
      // Never: it keeps the loads below it there.
      if (k < 0) break;
      const a2 = v128.load32_splat(r2);
      c20 = madd(a2, b0, c20);
      c21 = madd(a2, b1, c21);
      const a3 = v128.load32_splat(r3);
      c30 = madd(a3, b0, c30);
      c31 = madd(a3, b1, c31);
      const a4 = v128.load32_splat(r4);
      c40 = madd(a4, b0, c40);
      c41 = madd(a4, b1, c41);
      r0 += 4;
      r1 += 4;
      r2 += 4;
      r3 += 4;
      r4 += 4;
      b += 32;
    }
    a += block;
    b += gap;
  }
  const least = leastOf(activation);
  storeRow(c, c00, c01, least);
  storeRow(c + ldc, c10, c11, least);
  storeRow(c + 2 * ldc, c20, c21, least);
  storeRow(c + 3 * ldc, c30, c31, least);
  storeRow(c + 4 * ldc, c40, c41, least);
  if (activation == TANH) tanhTile(c, ldc);
}

/** `pmax` with this is ReLU, or changes nothing. */
export function leastOf(activation: i32): v128 {
  return f32x4.splat(activation == RELU ? 0 : -Infinity);
}

function storeRow(c: usize, left: v128, right: v128, least: v128): void {
  v128.store(c, f32x4.pmax(left, least));
  v128.store(c, f32x4.pmax(right, least), 16);
}

/** Apart from the tile, which would grow by ten copies of it. */
function tanhTile(c: usize, ldc: usize): void {
  for (let r = 0; r < 5; r++) {
    v128.store(c, tanh(v128.load(c)));
    v128.store(c, tanh(v128.load(c, 16)), 16);
    c += ldc;
  }
}
