/**
 * Volume of simplexes in weight space: of n + 1 vertices it is `sqrt(det E E^T) / n!`, with E the edges from the first
 * vertex (the Cayley-Menger determinant of Benton et al. 2021, in another form). All of it follows from
 * the vertices' inner products.
 */

/** How the volume of one simplex stands and grows. */
export interface Volume {
  /** Natural logarithm of the n-dimensional volume; -Infinity for vertices that span less than n dimensions. */
  readonly log: number;
  /** Gradient of `log` with respect to vertex i as a combination of the vertices, `[n + 1, n + 1]`; zero where `log` is -Infinity. */
  readonly slopes: Float64Array<ArrayBuffer>;
}

/**
 * @param gram inner products of K points, `[K, K]`
 * @param vertices which of the points, at least two
 */
export function volumeOf(gram: Float64Array, vertices: readonly number[]): Volume {
  const points = Math.sqrt(gram.length);
  const n = vertices.length - 1;
  const inner = (i: number, j: number) => gram[vertices[i]! * points + vertices[j]!]!;
  const edges = new Float64Array(n * n);
  for (let i = 1; i <= n; i++)
    for (let j = 1; j <= n; j++)
      edges[(i - 1) * n + j - 1] = inner(i, j) - inner(i, 0) - inner(0, j) + inner(0, 0);
  const slopes = new Float64Array((n + 1) * (n + 1));
  const solved = invert(edges, n);
  if (solved === null) return { log: -Infinity, slopes };
  // d log sqrt(det E E^T) / dE = (E E^T)^-1 E: vertex i goes along row i, the first against all of them.
  for (let i = 1; i <= n; i++)
    for (let j = 1; j <= n; j++) {
      const s = solved.inverse[(i - 1) * n + j - 1]!;
      slopes[i * (n + 1) + j]! += s;
      slopes[i * (n + 1)]! -= s;
      slopes[j]! -= s;
      slopes[0]! += s;
    }
  let logFactorial = 0;
  for (let i = 2; i <= n; i++) logFactorial += Math.log(i);
  return { log: solved.logDeterminant / 2 - logFactorial, slopes };
}

/** Below this share of the largest diagonal entry a pivot is rounding. */
const RESOLUTION = 1e-10;

/** Inverse and log determinant of a positive definite matrix, `[n, n]` (Gauss and Jordan); null for a singular one. */
function invert(matrix: Float64Array, n: number) {
  const left = matrix.slice();
  const inverse = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  const largest = Math.max(...Array.from({ length: n }, (_, i) => matrix[i * (n + 1)]!));
  let logDeterminant = 0;
  for (let p = 0; p < n; p++) {
    const pivot = left[p * (n + 1)]!;
    if (!(pivot > RESOLUTION * largest)) return null;
    logDeterminant += Math.log(pivot);
    for (const rows of [left, inverse]) for (let c = 0; c < n; c++) rows[p * n + c]! /= pivot;
    for (let r = 0; r < n; r++) {
      if (r === p) continue;
      const factor = left[r * n + p]!;
      for (const rows of [left, inverse])
        for (let c = 0; c < n; c++) rows[r * n + c]! -= factor * rows[p * n + c]!;
    }
  }
  return { inverse, logDeterminant };
}
