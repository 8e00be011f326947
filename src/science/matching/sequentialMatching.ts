/**
 * Sequential weight matching: "we simply started with the first layer, and moved upwards step by step" (Benzing et al.
 * 2022, App. D). Each layer is matched once, by the cosine of its units' incoming weights and biases, with the layer
 * below already permuted; weights that lead on are not looked at.
 */
import type { Architecture } from '../../model/architecture';
import { identity, permutationSpecs, permute } from '../../model/permutation';
import type { Weights } from '../../model/weights';
import { mapProgress } from '../mapProgress';
import type { LayerProgress } from './activationMatching';
import { bestPermutation, matchUnder, type LayerMatch } from './layerMatch';
import { unitProducts, unitSquares } from './slices';

export interface SequentialMatchingOptions {
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
}

/** Matches the units of every hidden layer, from the input on; needs no engine. */
// eslint-disable-next-line @typescript-eslint/require-await -- asynchronous as all long work here, so that one way runs it
export async function* matchSequentially({
  architecture,
  a,
  b,
}: SequentialMatchingOptions): AsyncGenerator<LayerProgress, LayerMatch[], void> {
  const specs = permutationSpecs(architecture);
  const permutations = specs.map(({ units }) => identity(units));
  const matches: LayerMatch[] = [];
  for (const [l, { units, axes }] of specs.entries()) {
    const progress = { layers: l, of: specs.length };
    yield progress;
    const incoming = axes.filter(({ axis }) => axis === 0);
    const permuted = permute(architecture, a, permutations);
    const computing = unitProducts(architecture, incoming, b, permuted);
    const products = yield* mapProgress(computing, () => progress);
    const lengthA = unitSquares(architecture, incoming, permuted).map(Math.sqrt);
    const lengthB = unitSquares(architecture, incoming, b).map(Math.sqrt);
    const cosines = products.map(
      (ab, k) => ab / (lengthB[Math.floor(k / units)]! * lengthA[k % units]! || 1),
    );
    const match = matchUnder(cosines, bestPermutation(cosines, units));
    permutations[l] = match.permutation;
    matches.push(match);
  }
  yield { layers: specs.length, of: specs.length };
  return matches;
}
