/**
 * The Bezier curve `sum_k binomial(n, k) (1-t)^(n-k) t^k p_k` (Garipov et al. 2018, eq. 4 for one control point and
 * degree n = 2).
 */
import type { Path } from './path';

/** @param controls control points between the ends, at least 1: the degree minus one */
export function bezier(controls: number): Path {
  if (!Number.isInteger(controls) || controls < 1)
    throw new RangeError(`Expected at least one control point, got ${controls}.`);
  const degree = controls + 1;
  const binomials = [1];
  for (let k = 1; k <= degree; k++) binomials.push((binomials[k - 1]! * (degree - k + 1)) / k);
  return {
    kind: 'bezier',
    points: degree + 1,
    coefficientsAt: (t) => binomials.map((choose, k) => choose * (1 - t) ** (degree - k) * t ** k),
  };
}
