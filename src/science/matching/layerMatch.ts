import type { Permutation } from '../../model/permutation';
import { assign } from '../assignment';

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
  return matchWith(
    permutation,
    Float64Array.from(permutation, (j, i) => similarity[i * n + j]!),
  );
}

/** A match whose similarities are known. */
export function matchWith(
  permutation: Permutation,
  similarities: Float64Array<ArrayBuffer>,
): LayerMatch {
  return { permutation, similarities, total: similarities.reduce((sum, s) => sum + s, 0) };
}

/** The permutation that selects the highest sum from a similarity `[n, n]`; the identity when all entries are equal. */
export function bestPermutation(similarity: Float64Array, n: number): Permutation {
  return Uint32Array.from(
    assign(
      similarity.map((s) => -s),
      n,
      n,
    ).assignment,
  );
}

/** Sum of the entries that a permutation selects from `[n, n]`. */
export function selected(matrix: Float64Array, permutation: Permutation): number {
  return permutation.reduce((sum, j, i) => sum + matrix[i * permutation.length + j]!, 0);
}

/** A cosine below this is hardly a match. */
const WEAK = 0.3;

/** The share of all units whose similarity with their match is below a threshold, 0 to 1; one that is no number counts. */
export function weakShare(
  matches: readonly Pick<LayerMatch, 'similarities'>[],
  threshold = WEAK,
): number {
  const all = matches.flatMap(({ similarities }) => Array.from(similarities));
  return all.filter((similarity) => !(similarity >= threshold)).length / all.length;
}
