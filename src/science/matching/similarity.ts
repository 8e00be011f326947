/**
 * How alike the units of two networks are, from sums over the samples: entry (i, j) compares unit i of B with unit j
 * of A.
 *
 * - `cosine`: `<b, a> / ((|b| + 1e-8) (|a| + 1e-8))` (Benzing et al. 2022, section 3).
 * - `l2`: minus the mean squared difference (Ainsworth et al. 2023, "Git Re-Basin", section 3.1).
 * - `inner-product`: the mean product `<b, a> / samples`, uncentred. Its best assignment is also that of `l2`, as the
 *   norms add up to the same for every assignment.
 * - `correlation`: Pearson's, 0 where a unit never changes (Li et al. 2015, section 3).
 */
import type { Moments } from '../../engine/engine';

export const SIMILARITIES = ['cosine', 'l2', 'correlation', 'inner-product'] as const;

export type Similarity = (typeof SIMILARITIES)[number];

/** A variance below this share of the mean square is rounding: the unit never changes. */
const CONSTANT = 1e-6;

/** The similarity matrix of one layer, `[n, n]`, row-major. */
export function similarityMatrix(kind: Similarity, moments: Moments): Float64Array<ArrayBuffer> {
  const { units: n, samples, product, sumA, sumB, squareA, squareB } = moments;
  const fill = (entry: (i: number, j: number, product: number) => number) => {
    const out = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) out[i * n + j] = entry(i, j, product[i * n + j]!);
    return out;
  };
  switch (kind) {
    case 'cosine': {
      const scaleA = squareA.map((s) => 1 / (Math.sqrt(s) + 1e-8));
      const scaleB = squareB.map((s) => 1 / (Math.sqrt(s) + 1e-8));
      return fill((i, j, ab) => ab * scaleB[i]! * scaleA[j]!);
    }
    case 'l2':
      return fill((i, j, ab) => Math.min(0, 2 * ab - squareB[i]! - squareA[j]!) / samples);
    case 'inner-product':
      return fill((_i, _j, ab) => ab / samples);
    case 'correlation': {
      const scaleA = inverseDeviations(sumA, squareA, samples);
      const scaleB = inverseDeviations(sumB, squareB, samples);
      return fill((i, j, ab) => {
        const covariance = ab / samples - (sumB[i]! / samples) * (sumA[j]! / samples);
        return Math.min(1, Math.max(-1, covariance * scaleB[i]! * scaleA[j]!));
      });
    }
  }
}

/** One over each unit's standard deviation, or 0 for a unit that never changes. */
function inverseDeviations(sums: Float64Array, squares: Float64Array, samples: number) {
  return squares.map((square, i) => {
    const variance = square / samples - (sums[i]! / samples) ** 2;
    return variance > (CONSTANT * square) / samples ? 1 / Math.sqrt(variance) : 0;
  });
}
