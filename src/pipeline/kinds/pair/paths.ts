/** The tasks of a pair that find curves and measure paths. */
import { architectureOf, dataOf, joinable, type Experiment } from './experiment';
import {
  FITTED,
  isLine,
  isRepaired,
  LINES,
  PATH_NAMES,
  PATHS,
  POINTS_OF_A,
  type FittedName,
  type PathName,
} from '../../../jobs/paths';
import type { Task } from '../../task';
import { endsOf, inputsOf, pathNamed } from './points';
import { fitRef, pathRef } from './refs';

function isWanted(name: PathName, experiment: Experiment): boolean {
  const { curves, measurements } = experiment;
  if (!isLine(name)) return curves.kinds.includes(name);
  const { ends, measurement } = LINES[name];
  const asked = measurement === null || measurements[measurement];
  return asked && (joinable(experiment) || !POINTS_OF_A.includes(ends[0]));
}

/** The paths that an experiment asks for. */
export const pathNames = (experiment: Experiment): readonly PathName[] =>
  PATH_NAMES.filter((name) => isWanted(name, experiment));

export function fitTask(experiment: Experiment, name: FittedName): Task<'fit'> {
  const { curves, training, loss } = experiment;
  const { epochs, seed, learningRate } = curves;
  const [start, end] = endsOf(name, experiment);
  return {
    ...fitRef(name),
    settings: {
      data: dataOf(experiment),
      architecture: architectureOf(experiment, 'B'),
      loss,
      optimizer: { ...training.optimizer, learningRate },
      kind: name,
      size: curves[FITTED[name].size.field],
      epochs,
      batch: training.batch,
      seed,
      start,
      end,
    },
    inputs: inputsOf([start, end]),
    label: PATHS[name].label,
    title: FITTED[name].phrase,
  };
}

/** Images on which REPAIR takes means and deviations. */
const REPAIR_SAMPLES = 2000;

export function pathTask(experiment: Experiment, name: PathName): Task<'path'> {
  const { split, samples, points, both, compared } = experiment.evaluation;
  const path = pathNamed(name, experiment);
  const { label } = PATHS[name];
  return {
    ...pathRef(name),
    settings: {
      data: dataOf(experiment),
      architecture: architectureOf(experiment, 'B'),
      loss: experiment.loss,
      path,
      split,
      samples,
      both,
      compared,
      alphas: points,
      repair: isRepaired(name) ? REPAIR_SAMPLES : null,
    },
    inputs: inputsOf([path]),
    label,
    title: label,
  };
}
