/** What every method of matching is given and answers, and how permutations and factors become an aligned network. */
import type { Architecture } from '../../model/architecture';
import { permute, type Permutation } from '../../model/permutation';
import { rescale } from '../../model/rescaling';
import type { Weights } from '../../model/weights';
import type { Loss } from '../../engine/engine';
import type { RescaledMatch } from './flips';
import type { LayerMatch } from './layerMatch';
import type { LayerTransport } from './transport';
import { weightCosines } from './weightMatching';

/** The networks, and what they were trained on. */
export interface MatchingTask {
  readonly architecture: Architecture;
  readonly a: Weights;
  /** Of B; only transport takes one that differs from A's. */
  readonly target: Architecture;
  readonly b: Weights;
  /** Both before their training, at which one method looks; by default the two are taken for that. */
  readonly initial?: { readonly a: Weights; readonly b: Weights } | undefined;
  readonly loss: Loss;
  /** Images in the training split. */
  readonly trainingSamples: number;
}

/** A as it was aligned with B. */
export type Alignment = {
  /** Of B's architecture; owned by the caller. */
  readonly aligned: Weights;
  /** As the method defines it. */
  readonly objective: number;
  /** How many permutations there are, where the method tried every one. */
  readonly tried?: number;
} & (
  | { readonly kind: 'matched'; readonly layers: readonly (LayerMatch | RescaledMatch)[] }
  | { readonly kind: 'carried'; readonly layers: readonly LayerTransport[] }
);

/**
 * The permutations of an alignment.
 *
 * @throws RangeError when it mixed units in place of matching them
 */
export function permutationsOf(alignment: Alignment): Permutation[] {
  if (alignment.kind === 'carried')
    throw new RangeError('Expected a permutation of units, got a transport that mixes them.');
  return alignment.layers.map(({ permutation }) => permutation);
}

/** @param objective the sum of all similarities by default */
export function matched(
  { architecture, a }: MatchingTask,
  layers: readonly LayerMatch[],
  objective = layers.reduce((sum, { total }) => sum + total, 0),
): Alignment {
  const permutations = layers.map(({ permutation }) => permutation);
  return { kind: 'matched', layers, aligned: permute(architecture, a, permutations), objective };
}

/** Of permutations that were found without similarities: theirs are the cosines of the weights. */
export function found(
  task: MatchingTask,
  permutations: readonly Permutation[],
  objective: number,
): Alignment {
  const { architecture, a, b } = task;
  return matched(task, weightCosines(architecture, a, b, permutations), objective);
}

export function rescaled(task: MatchingTask, layers: readonly RescaledMatch[]): Alignment {
  const { aligned, objective } = matched(task, layers);
  const factors = layers.map((layer) => layer.factors);
  return {
    kind: 'matched',
    layers,
    objective,
    aligned: rescale(task.architecture, aligned, factors),
  };
}

/** The largest factor, or one over it, by which a unit was made larger or smaller; null where none was to be. */
export function largestFactor({ layers }: Alignment): number | null {
  const factors = layers.flatMap((layer) => ('factors' in layer ? Array.from(layer.factors) : []));
  const sizes = factors.map((factor) => Math.max(Math.abs(factor), 1 / Math.abs(factor)));
  return sizes.length === 0 ? null : Math.max(...sizes);
}
