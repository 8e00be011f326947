/**
 * Activation matching up to sign: a tanh network computes the same when a unit and all its weights change sign
 * (Hecht-Nielsen 1990), so that units are matched by the size of their similarity, and each is flipped where it is
 * negative.
 */
import { hiddenWidths, type Architecture } from '../../model/architecture';
import type { Factors } from '../../model/rescaling';
import type { Weights } from '../../model/weights';
import type { DatasetEngine, MomentsOptions } from '../../engine/engine';
import type { LayerProgress } from './activationMatching';
import { finiteMoments } from './finiteMoments';
import { bestPermutation, matchUnder, matchWith, type LayerMatch } from './layerMatch';
import { similarityMatrix } from './similarity';

export interface FlipMatchingOptions {
  /** Of tanh networks. */
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  readonly similarity: 'cosine' | 'correlation';
  /** Activations before or after the nonlinearity. */
  readonly stage: MomentsOptions['stage'];
  /** First training images that the activations are taken on. */
  readonly samples: number;
}

export interface RescaledMatch extends LayerMatch {
  /** Unit `i` of B is matched with `factors[i]` times unit `permutation[i]` of A. */
  readonly factors: Factors;
}

/** Matches the units of every hidden layer up to sign; similarities are those after the flips. */
export async function* matchFlips(
  engine: DatasetEngine,
  { architecture, a, b, similarity, stage, samples }: FlipMatchingOptions,
): AsyncGenerator<LayerProgress, RescaledMatch[], void> {
  if (architecture.activation !== 'tanh')
    throw new RangeError(
      `Expected a tanh network, whose units have a sign to flip, got ${architecture.activation}.`,
    );
  const of = hiddenWidths(architecture).length;
  yield { layers: 0, of };
  const matches: RescaledMatch[] = [];
  for (const moments of await finiteMoments(engine, { architecture, a, b, samples, stage })) {
    const signed = similarityMatrix(similarity, moments);
    const permutation = bestPermutation(signed.map(Math.abs), moments.units);
    const { similarities } = matchUnder(signed, permutation);
    matches.push({
      ...matchWith(permutation, similarities.map(Math.abs)),
      factors: similarities.map((s) => (s < 0 ? -1 : 1)),
    });
    yield { layers: matches.length, of };
  }
  return matches;
}
