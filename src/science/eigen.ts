/** Eigenvalues and eigenvectors of a small symmetric matrix. */

export interface Eigen {
  /** Descending, `[n]`. */
  readonly values: Float64Array<ArrayBuffer>;
  /** Orthonormal, row i belongs to value i, `[n, n]`. */
  readonly vectors: Float64Array<ArrayBuffer>;
}

/** Sweeps after which rotations have long stopped to matter. */
const SWEEPS = 60;

/** Jacobi's method (Golub and Van Loan, Matrix Computations, section 8.5): rotates one pair of axes after the other until nothing is left off the diagonal. */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = matrix.slice();
  const axes = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  const scale = Math.sqrt(a.reduce((sum, x) => sum + x * x, 0));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        off += Math.abs(a[p * n + q]!);
        rotate(a, axes, n, p, q);
      }
    if (off <= Number.EPSILON * scale) break;
  }
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (i, j) => a[j * (n + 1)]! - a[i * (n + 1)]!,
  );
  return {
    values: Float64Array.from(order, (i) => a[i * (n + 1)]!),
    vectors: Float64Array.from(order.flatMap((i) => Array.from(axes.subarray(i * n, (i + 1) * n)))),
  };
}

/** Turns axes p and q so that entry (p, q) becomes zero. */
function rotate(a: Float64Array, axes: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const theta = (a[q * (n + 1)]! - a[p * (n + 1)]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  const turn = (m: Float64Array, i: number, j: number) => {
    const [x, y] = [m[i]!, m[j]!];
    m[i] = c * x - s * y;
    m[j] = s * x + c * y;
  };
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q);
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k);
  for (let k = 0; k < n; k++) turn(axes, p * n + k, q * n + k);
}
