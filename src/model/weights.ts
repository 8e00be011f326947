/** A network's parameters, flat, in the order of its {@link Layout}; a point in weight space. */
export type Weights = Float32Array<ArrayBuffer>;

/** Inner product of two points of weight space, summed in float64. */
export function dot(a: Weights, b: Weights): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Straight distance of two points of weight space, summed in float64. */
export function distance(a: Weights, b: Weights): number {
  let square = 0;
  for (let i = 0; i < a.length; i++) square += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(square);
}

/**
 * The affine combination `sum_k c[k] basis[k]`, a new buffer owned by the caller.
 *
 * @param basis K points of one size
 * @param coefficients K factors
 */
export function combine(basis: readonly Weights[], coefficients: ArrayLike<number>): Weights {
  const [first] = basis;
  if (first === undefined)
    throw new RangeError('Expected at least one point to combine, got none.');
  const out = new Float32Array(first.length);
  basis.forEach((point, k) => {
    const c = coefficients[k] ?? 0;
    if (c === 0) return;
    for (let i = 0; i < out.length; i++) out[i]! += c * point[i]!;
  });
  return out;
}
