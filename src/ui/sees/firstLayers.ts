/** The first layers of the networks of a matching. */
import { useMemo } from 'react';
import type { MatchingResult, TrainedNetwork } from '../../jobs/jobs';
import { layoutOf, tensorNamed, view } from '../../model/layout';
import { permute } from '../../model/permutation';
import type { Weights } from '../../model/weights';
import { learnedPart } from '../draw/neurons';
import type { FirstLayers } from './filters';

/**
 * Of A, pi(A) and B; null while they are not there, and where A and B differ in widths, as after optimal transport.
 *
 * @param learned what training added to them
 */
export function useFirstLayers(
  a: TrainedNetwork | null,
  b: TrainedNetwork | null,
  matching: MatchingResult | null,
  learned: boolean,
): FirstLayers | null {
  return useMemo(
    () =>
      a === null || b === null || matching === null ? null : layersOf(a, b, matching, learned),
    [a, b, matching, learned],
  );
}

function layersOf(
  a: TrainedNetwork,
  b: TrainedNetwork,
  { layers, permuted }: MatchingResult,
  learned: boolean,
): FirstLayers | null {
  const first = ({ architecture }: TrainedNetwork, weights: Weights) =>
    view(weights, tensorNamed(layoutOf(architecture), 'layers.0.weight'));
  const own = first(a, a.weights);
  const other = first(b, b.weights);
  if (own.length !== other.length || permuted.length !== b.weights.length) return null;
  const units = tensorNamed(layoutOf(b.architecture), 'layers.0.weight').shape[0]!;
  const inputs = other.length / units;
  const moved = first(b, permuted);
  if (!learned || a.initial === null || b.initial === null)
    return { a: own, b: other, permuted: moved, inputs };
  const permutations = layers.map(({ permutation }) => permutation);
  const began = permute(a.architecture, a.initial, permutations);
  return {
    a: learnedPart(own, first(a, a.initial)),
    b: learnedPart(other, first(b, b.initial)),
    permuted: learnedPart(moved, first(a, began)),
    inputs,
  };
}
