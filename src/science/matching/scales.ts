/**
 * Activation matching up to positive scale: a ReLU unit that computes c times as much, with outgoing weights divided
 * by c, leaves the function as it was, so that two networks may differ in nothing but their units' sizes. Units are
 * matched by cosine, which does not see c, and each unit of A is then brought to the size of its match in B: the root
 * mean square of its activations.
 */
import { hiddenWidths, type Architecture } from '../../model/architecture';
import type { Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import type { LayerProgress } from './activationMatching';
import type { RescaledMatch } from './flips';
import { bestPermutation, matchUnder } from './layerMatch';
import { similarityMatrix } from './similarity';

export interface ScaleMatchingOptions {
  /** Of ReLU networks. */
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  /** First training images that the activations are taken on. */
  readonly samples: number;
}

/** Matches the units of every hidden layer up to scale; a dead unit keeps its size. */
export async function* matchScales(
  engine: DatasetEngine,
  { architecture, a, b, samples }: ScaleMatchingOptions,
): AsyncGenerator<LayerProgress, RescaledMatch[], void> {
  if (architecture.activation !== 'relu')
    throw new RangeError(
      `Expected a ReLU network, whose units can be scaled, got ${architecture.activation}.`,
    );
  const of = hiddenWidths(architecture).length;
  yield { layers: 0, of };
  const matches: RescaledMatch[] = [];
  for (const moments of await engine.moments({ architecture, a, b, samples, stage: 'after' })) {
    const cosines = similarityMatrix('cosine', moments);
    const match = matchUnder(cosines, bestPermutation(cosines, moments.units));
    const factors = Float64Array.from(match.permutation, (j, i) => {
      const ratio = Math.sqrt(moments.squareB[i]! / moments.squareA[j]!);
      return ratio > 0 && ratio < Infinity ? ratio : 1;
    });
    matches.push({ ...match, factors });
    yield { layers: matches.length, of };
  }
  return matches;
}
