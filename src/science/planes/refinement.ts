/** Coarse to fine: the order in which a grid is computed, so that a whole picture stands early and sharpens. */

export interface Refinement {
  /** Every cell `row * n + column` once, coarse lattice first, `[n * n]`. */
  readonly order: Uint32Array<ArrayBuffer>;
  /** How many cells of `order` stand when each level is complete, ascending; the last is `n * n`. */
  readonly levels: number[];
}

/** Points that the coarsest lattice has on a side, at least. */
const COARSEST = 4;

/** Levels of a lattice whose stride halves each time; within a level row by row. */
export function refinement(n: number): Refinement {
  const order = new Uint32Array(n * n);
  const levels: number[] = [];
  const first = coarsestStride(n);
  let filled = 0;
  for (let stride = first; stride >= 1; stride /= 2) {
    for (let row = 0; row < n; row += stride)
      for (let column = 0; column < n; column += stride) {
        const before = row % (2 * stride) === 0 && column % (2 * stride) === 0;
        if (stride < first && before) continue;
        order[filled++] = row * n + column;
      }
    levels.push(filled);
  }
  return { order, levels };
}

/** The largest power of two that leaves a coarsest lattice of {@link COARSEST} points on a side. */
function coarsestStride(n: number): number {
  let stride = 1;
  while (Math.ceil(n / (2 * stride)) >= COARSEST) stride *= 2;
  return stride;
}
