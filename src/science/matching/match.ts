import type { Permutation } from '../../model/permutation';

/** How the units of one hidden layer of B are matched with those of A. */
export interface LayerMatch {
  /** Unit `i` of B is matched with unit `permutation[i]` of A. */
  readonly permutation: Permutation;
  /** Similarity of unit `i` of B and its match, `[n]`. */
  readonly similarities: Float64Array<ArrayBuffer>;
  /** Sum of the similarities. */
  readonly total: number;
}

/** The match of a permutation under a similarity `[n, n]`. */
export function matchUnder(similarity: Float64Array, permutation: Permutation): LayerMatch {
  const n = permutation.length;
  const similarities = Float64Array.from(permutation, (j, i) => similarity[i * n + j]!);
  return { permutation, similarities, total: similarities.reduce((sum, s) => sum + s, 0) };
}
