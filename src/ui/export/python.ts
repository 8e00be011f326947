/** The lines between the networks as a script for PyTorch, and the files that it reads. */
import { CATALOG } from '../../data/catalog';
import { affineLayers } from '../../model/architecture';
import { permute } from '../../model/permutation';
import type { MatchingResult, PathResult, TrainedNetwork } from '../../jobs/jobs';
import { architectureOf } from '../../pipeline/kinds/pair/experiment';
import { MATCHING, networkRef, pathRef } from '../../pipeline/kinds/pair/refs';
import { stateOf, type Recipe, type TaskStates } from '../../pipeline/state';
import { resultOf } from '../stage';
import template from './recompute.py?raw';

/** Lines that the script computes again. */
const LINES = ['naive', 'permuted'] as const;

export interface PythonScript {
  readonly text: string;
  /** Of the permutation, beside the weights; null where A was changed in more ways than its units' order. */
  readonly permutation: string | null;
}

/**
 * The script for the lines that are there.
 *
 * @throws RangeError where there is none, or no file of the images, for a person
 */
export function pythonScript(tasks: TaskStates): PythonScript {
  const lines = LINES.flatMap((name) => {
    const result = resultOf(stateOf(tasks, pathRef(name)));
    return result === null ? [] : [{ name, ...result }];
  });
  const [first] = lines;
  if (first === undefined)
    throw new RangeError('Expected a line from A to B, got none: train the networks first.');
  const { experiment } = first.recipe;
  const { title, origin, channels, side, normalization, testCount, trainCount } =
    CATALOG[experiment.dataset];
  if (origin === 'made')
    throw new RangeError(
      `Expected images that are in a file, got ${title}, which is made by a rule here: the script could not read it.`,
    );
  const { split, samples } = experiment.evaluation;
  const own = experiment.normalization ?? normalization;
  const each = Array.from({ length: channels }, (_, channel) => own[channel] ?? own[0]);
  const architecture = architectureOf(experiment, 'B');
  const matching = resultOf(stateOf(tasks, MATCHING));
  const a = resultOf(stateOf(tasks, networkRef('A')));
  const plain = matching !== null && isOrder(matching.value, a?.value ?? null);
  const settings = {
    dataset: title,
    split,
    samples: Math.min(samples, split === 'test' ? testCount : trainCount),
    channels,
    side,
    mean: each.map((channel) => channel?.mean ?? 0),
    standardDeviation: each.map((channel) => channel?.standardDeviation ?? 1),
    activation: architecture.activation,
    loss: experiment.loss,
    pools: affineLayers(architecture).map(({ pool }) => pool),
    permutation: plain,
    rounded: a?.recipe.rounded === 'kept' && first.recipe.rounded === undefined,
    paths: Object.fromEntries(lines.map(({ name, value }) => [name, numbersOf(value)])),
  };
  return {
    text: template.replace('@SETTINGS@', () => shortJson(settings)),
    permutation: plain ? permutationText(matching.value, matching.recipe) : null,
  };
}

const numbersOf = ({ alphas, loss }: PathResult) => ({
  alphas: Array.from(alphas),
  losses: Array.from(loss, (value) => (Number.isFinite(value) ? value : null)),
});

/** JSON with each list of numbers on one line. */
const shortJson = (value: unknown): string =>
  JSON.stringify(value, null, 1).replace(/\[[^[\]{}"]+\]/g, (list) => list.replace(/\s+/g, ' '));

/** True where pi(A) is A with its units in another order and no more: no unit turned, scaled or mixed. */
function isOrder({ layers, mixed, permuted }: MatchingResult, a: TrainedNetwork | null): boolean {
  if (mixed !== null || a === null || a.weights.length !== permuted.length) return false;
  const moved = permute(
    a.architecture,
    a.weights,
    layers.map(({ permutation }) => permutation),
  );
  return moved.every((weight, i) => weight === permuted[i]);
}

/** A permutation as a file. */
const permutationText = ({ layers }: MatchingResult, recipe: Recipe): string =>
  `${JSON.stringify({
    is: 'Unit i of hidden layer l of B is matched with unit layers[l][i] of A; all count from 0.',
    layers: layers.map(({ permutation }) => Array.from(permutation)),
    recipe,
  })}\n`;
