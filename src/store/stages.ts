/** The pipeline as a table of stages, and what makes two results equal. */
import { architectureOf, dataOf, NETWORK_NAMES, type Experiment } from '../jobs/experiment';
import type { TrainedNetwork } from '../jobs/jobs';
import { METHODS } from '../jobs/methods';
import { FITTED_NAMES, PATH_NAMES } from '../jobs/paths';
import type { Weights } from '../model/weights';
import { averages, ensemble, simplex, transfer } from './measurements';
import { networkStage, stageOfNetwork } from './networks';
import { fitStage, pathStage } from './paths';
import { plane, projection } from './planes';
import type { StageDefinition } from './stage';
import type { StageName } from './state';

const matching: StageDefinition<'matching'> = {
  wanted: () => true,
  needs: () => ['networkA', 'networkB'],
  settings: ({ alignment }) => alignment,
  run: ({ experiment, job, result, progress }) =>
    job(
      'match',
      {
        data: dataOf(experiment),
        architecture: architectureOf(experiment, 'A'),
        a: result('networkA').weights,
        target: architectureOf(experiment, 'B'),
        b: result('networkB').weights,
        initial:
          METHODS[experiment.alignment.method].initial === true
            ? { a: initialOf('A', result('networkA')), b: initialOf('B', result('networkB')) }
            : null,
        loss: experiment.loss,
        settings: experiment.alignment,
      },
      { onProgress: progress },
    ),
};

/** @throws RangeError for a network from a file */
function initialOf(name: 'A' | 'B', { initial }: TrainedNetwork): Weights {
  if (initial === null)
    throw new RangeError(
      `${name} was read from a file, so its initialisation is not known: choose another alignment.`,
    );
  return initial;
}

type Table = { readonly [Name in StageName]: StageDefinition<Name> };

/** In the order in which they run; a stage comes after all that it needs. */
export const STAGES = Object.fromEntries<unknown>([
  ...NETWORK_NAMES.map((name) => [stageOfNetwork(name), networkStage(name)] as const),
  ['matching', matching],
  ...(['naive', 'permuted'] as const).map((name) => [name, pathStage(name)] as const),
  ...FITTED_NAMES.map((name) => [`${name}Fit`, fitStage(name)] as const),
  ...PATH_NAMES.filter((name) => name !== 'naive' && name !== 'permuted').map(
    (name) => [name, pathStage(name)] as const,
  ),
  ...Object.entries({ averages, transfer, simplex, ensemble, projection, plane }),
]) as Table;

export const STAGE_NAMES = Object.keys(STAGES) as readonly StageName[];

/** The stages that an experiment asks for. */
export const wantedStages = (experiment: Experiment): readonly StageName[] =>
  STAGE_NAMES.filter((name) => STAGES[name].wanted(experiment));

/** Keys that were asked for, which the slider does for every path at every move. */
const keys = new WeakMap<Experiment, Map<StageName, string>>();

/** Equal keys mean equal results: the stage's own settings and the keys of all that it needs. */
export function keyOf(name: StageName, experiment: Experiment): string {
  const known = keys.get(experiment) ?? new Map<StageName, string>();
  keys.set(experiment, known);
  const key = known.get(name) ?? JSON.stringify(recipeOf(name, experiment));
  known.set(name, key);
  return key;
}

function recipeOf(name: StageName, experiment: Experiment): readonly unknown[] {
  const { needs, settings } = STAGES[name];
  const needed = needs(experiment).map((need) => recipeOf(need, experiment));
  return [name, settings(experiment), ...needed];
}
