/**
 * The polygonal chain: straight segments from bend to bend, each taking an equal share of alpha (Garipov et al. 2018,
 * eq. 3 for one bend).
 */
import type { Path } from './path';

/** @param bends control points between the ends, at least 1 */
export function chain(bends: number): Path {
  if (!Number.isInteger(bends) || bends < 1)
    throw new RangeError(`Expected at least one bend, got ${bends}.`);
  const segments = bends + 1;
  return {
    kind: 'chain',
    points: segments + 1,
    coefficientsAt(alpha) {
      const segment = Math.min(segments - 1, Math.max(0, Math.floor(alpha * segments)));
      const along = alpha * segments - segment;
      const coefficients = new Array<number>(segments + 1).fill(0);
      coefficients[segment] = 1 - along;
      coefficients[segment + 1] = along;
      return coefficients;
    },
  };
}
