/** Affine combinations in the kernels' memory: addresses of the points that take part, and their factors. */
import { createRegion } from './arena';
import type { Device } from './data';

/** A list of terms that the `combine` kernel reads. */
export interface Terms {
  readonly sources: number;
  readonly factors: number;
  /** Writes the terms whose coefficient is not zero and answers how many there are. */
  set(points: readonly number[], coefficients: Float64Array): number;
  release(): void;
}

/** Room for combinations of up to `capacity` points. */
export function createTerms({ arena }: Device, capacity: number): Terms {
  const region = createRegion(arena);
  const sources = region.allocate(4 * capacity);
  const factors = region.allocate(4 * capacity);
  return {
    sources,
    factors,
    set(points, coefficients) {
      const sourceWords = arena.words(sources, capacity);
      const factorFloats = arena.floats(factors, capacity);
      let terms = 0;
      points.forEach((point, k) => {
        const c = coefficients[k]!;
        if (c === 0) return;
        sourceWords[terms] = point;
        factorFloats[terms++] = c;
      });
      return terms;
    },
    release: () => region.release(),
  };
}

/** Which point a combination is, when it is one of its points; else -1. */
export function pointOf(coefficients: Float64Array): number {
  const k = coefficients.indexOf(1);
  return coefficients.every((c, i) => c === 0 || i === k) ? k : -1;
}
