/** Activation matching: one linear assignment for each hidden layer, by itself (Benzing et al. 2022, eq. 3). */
import { hiddenWidths, type Architecture } from '../../model/architecture';
import type { Weights } from '../../model/weights';
import type { DatasetEngine, MomentsOptions } from '../../engine/engine';
import { finiteMoments } from './finiteMoments';
import { bestPermutation, matchUnder, type LayerMatch } from './layerMatch';
import { similarityMatrix, type Similarity } from './similarity';

export interface ActivationMatchingOptions {
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  readonly similarity: Similarity;
  /** Activations before or after the nonlinearity. */
  readonly stage: MomentsOptions['stage'];
  /** First training images that the activations are taken on. */
  readonly samples: number;
}

export interface LayerProgress {
  /** Hidden layers matched so far. */
  readonly layers: number;
  readonly of: number;
}

/** Matches the units of every hidden layer, from the input on; ties (dead units) fall to the lower index. */
export async function* matchActivations(
  engine: DatasetEngine,
  { architecture, a, b, similarity, stage, samples }: ActivationMatchingOptions,
): AsyncGenerator<LayerProgress, LayerMatch[], void> {
  const of = hiddenWidths(architecture).length;
  yield { layers: 0, of };
  const matches: LayerMatch[] = [];
  for (const moments of await finiteMoments(engine, { architecture, a, b, samples, stage })) {
    const matrix = similarityMatrix(similarity, moments);
    matches.push(matchUnder(matrix, bestPermutation(matrix, moments.units)));
    yield { layers: matches.length, of };
  }
  return matches;
}
