/** What is kept of experiments: every number with its recipe as JSON, the weights as safetensors. */
import { version } from '../../package.json';
import { writeSafetensors } from '../files/safetensors';
import { layoutOf } from '../model/layout';
import type { Weights } from '../model/weights';
import { planOfExperiment, type Experiment } from '../pipeline/experiment';
import { figuresOf, type Figure } from '../pipeline/figures';
import type { Failure, Recipe } from '../pipeline/state';
import { jsonText, plainOf, weightsIn } from '../pipeline/weights';
import type { Point } from './sweepGrid';
import type { Outcome } from './runner';

export const RESULTS = 'results.json';

/** A result as it is kept; weights are the names of their files, numbers that are not finite are null. */
interface KeptResult {
  readonly recipe: Recipe;
  readonly result: unknown;
}

/** One experiment as it is kept. */
export interface KeptRun {
  /** Which repetition, from 1. */
  readonly seed: number;
  readonly experiment: Experiment;
  readonly figures: readonly (Omit<Figure, 'value'> & { readonly value: number | null })[];
  /** By the ids of their tasks. */
  readonly stages: Readonly<Record<string, KeptResult>>;
  /** Why tasks failed. */
  readonly failed: Readonly<Record<string, Failure>>;
}

/** The content of `results.json`. */
export interface Kept {
  readonly version: string;
  /** Where in the grid of a sweep. */
  readonly point: Point;
  readonly runs: readonly KeptRun[];
}

/** A weights file, by a name without folders. */
export interface WeightsFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * What is kept of an outcome.
 *
 * @param folder of the weights, from where `results.json` is: empty, or ending in a slash; null keeps no weights
 */
export function keep(
  seed: number,
  experiment: Experiment,
  { done, failed }: Outcome,
  folder: string | null,
): { run: KeptRun; files: WeightsFile[] } {
  const plan = planOfExperiment(experiment);
  const files: WeightsFile[] = [];
  const names = new Map<Weights, string>();
  for (const task of plan.values()) {
    const result = done[task.id];
    if (result === undefined || folder === null) continue;
    for (const { name, architecture, weights } of weightsIn(task, result)) {
      const file = `${folder}${name}.safetensors`;
      names.set(weights, file);
      files.push({ name: file, bytes: writeSafetensors(layoutOf(architecture), weights) });
    }
  }
  const weightsAs = (weights: Weights) =>
    folder === null ? null : (names.get(weights) ?? [...weights]);
  const stages = Object.fromEntries(
    Object.entries(done).map(([id, { recipe, value }]): [string, KeptResult] => [
      id,
      { recipe, result: plainOf(value, weightsAs) },
    ]),
  );
  return { run: { seed, experiment, figures: figuresOf(plan, done), stages, failed }, files };
}

/** The text of `results.json`. */
export const textOf = (kept: Omit<Kept, 'version'>): string => jsonText({ version, ...kept });
