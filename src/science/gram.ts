/** Inner products of a few points of weight space: lengths and angles of all their combinations follow from these. */
import { dot, type Weights } from '../model/weights';

/** `<points[i], points[j]>`, `[K, K]`, summed in float64. */
export function gramMatrix(points: readonly Weights[]): Float64Array<ArrayBuffer> {
  const n = points.length;
  const gram = new Float64Array(n * n);
  points.forEach((p, i) => {
    for (let j = 0; j <= i; j++) gram[i * n + j] = gram[j * n + i] = dot(p, points[j]!);
  });
  return gram;
}

/** Length of `sum_k c[k] points[k]`, from the points' Gram matrix. */
export function lengthUnder(gram: Float64Array, c: ArrayLike<number>): number {
  const n = c.length;
  let square = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) square += c[i]! * gram[i * n + j]! * c[j]!;
  return Math.sqrt(Math.max(0, square));
}

/** Distance of the combinations `p` and `q`, from the points' Gram matrix. */
export function distanceUnder(
  gram: Float64Array,
  p: ArrayLike<number>,
  q: ArrayLike<number>,
): number {
  return lengthUnder(
    gram,
    Array.from(p, (c, k) => c - q[k]!),
  );
}
