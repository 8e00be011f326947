/**
 * Activation matching up to positive scale: a ReLU unit that computes c times as much, with outgoing weights divided
 * by c, leaves the function as it was, so that two networks may differ in nothing but their units' sizes. Units are
 * matched by cosine, which does not see c, and each unit of A is then brought to the size of its match in B: the root
 * mean square of its activations.
 *
 * A unit keeps its own size where the two are not one unit at two sizes: where their activations are not nearly in
 * proportion, or where one of them hardly fires. There a factor would only throw the network far away.
 */
import { hiddenWidths, type Architecture } from '../../model/architecture';
import type { Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import type { LayerProgress } from './activationMatching';
import type { RescaledMatch } from './flips';
import { bestPermutation, matchUnder } from './layerMatch';
import { finiteMoments } from './finiteMoments';
import { similarityMatrix } from './similarity';

export interface ScaleMatchingOptions {
  /** Of ReLU networks. */
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  /** First training images that the activations are taken on. */
  readonly samples: number;
}

/** Below this cosine two units are not in proportion. */
const ALIKE = 0.7;

/** A factor beyond this, or below its inverse, is of a unit that hardly fires. */
const MOST = 20;

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
  for (const moments of await finiteMoments(engine, {
    architecture,
    a,
    b,
    samples,
    stage: 'after',
  })) {
    const cosines = similarityMatrix('cosine', moments);
    const match = matchUnder(cosines, bestPermutation(cosines, moments.units));
    const factors = Float64Array.from(match.permutation, (j, i) => {
      const ratio = Math.sqrt(moments.squareB[i]! / moments.squareA[j]!);
      const alike = match.similarities[i]! >= ALIKE;
      return alike && ratio >= 1 / MOST && ratio <= MOST ? ratio : 1;
    });
    matches.push({ ...match, factors });
    yield { layers: matches.length, of };
  }
  return matches;
}
