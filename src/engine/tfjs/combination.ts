import { add, clone, mul, scalar, tidy, type Tensor } from '@tensorflow/tfjs-core';

/**
 * `sum_k c[k] terms[k]`, owned by the caller. Elementwise, since the WebGPU backend cannot dispatch a matrix product
 * `[1, K] x [K, millions]`. A term of coefficient 0 is left out, so a diverged network spoils no other.
 */
export function combination<T extends Tensor>(
  terms: readonly T[],
  coefficients: ArrayLike<number>,
): T {
  return tidy(() => {
    const scaled = terms.flatMap((term, k) => {
      const c = coefficients[k] ?? 0;
      if (c === 0) return [];
      return [c === 1 ? clone(term) : mul<T>(term, scalar(c))];
    });
    const [first] = scaled;
    if (first === undefined) return mul<T>(terms[0]!, scalar(0));
    return scaled.slice(1).reduce((total, term) => add<T>(total, term), first);
  });
}
