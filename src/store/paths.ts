/** The stages that find curves and measure paths. */
import { architectureOf, dataOf, joinable, type Experiment } from '../jobs/experiment';
import type { Checkpoint, PathThrough } from '../jobs/jobs';
import {
  CURVES,
  FITTED,
  isFitted,
  isLine,
  isRepaired,
  LINES,
  PATH_NAMES,
  POINTS_OF_A,
  type FittedName,
  type PathName,
  type PointName,
} from '../jobs/paths';
import { goesOn } from './training';
import { endsOf, pointNamed, stagesOf } from './points';
import type { Results, StageDefinition } from './stage';
import type { StageName } from './state';

/** The points that a path joins. */
const endsOfPath = (name: PathName, experiment: Experiment): readonly [PointName, PointName] =>
  isLine(name) ? LINES[name].ends : endsOf(experiment);

const fitStageOf = (name: FittedName): `${FittedName}Fit` => `${name}Fit`;

/** The one number of a curve that is fitted. */
const sizeOf = ({ curves }: Experiment, name: FittedName): number =>
  curves[FITTED[name].size.field];

export const fitStage = (name: FittedName): StageDefinition<`${FittedName}Fit`> => ({
  wanted: ({ curves }) => curves.kinds.includes(name),
  needs: (experiment) => stagesOf(['A', 'B', ...endsOf(experiment)]),
  settings(experiment) {
    const { ends, epochs, learningRate, seed } = experiment.curves;
    return [ends, epochs, learningRate, seed, sizeOf(experiment, name), experiment.training];
  },
  run(context) {
    const { experiment, job, progress } = context;
    const { curves, training, loss } = experiment;
    const [start, end] = endsOf(experiment);
    const { epochs, seed, learningRate } = curves;
    let from: Checkpoint | null = null;
    const request = {
      data: dataOf(experiment),
      architecture: architectureOf(experiment, 'B'),
      optimizer: { ...training.optimizer, learningRate },
      ...{ loss, kind: name, size: sizeOf(experiment, name), epochs, seed },
      batch: training.batch,
      start: pointNamed(start, context),
      end: pointNamed(end, context),
    };
    return job('fit', () => ({ ...request, from }), {
      standing: () => goesOn(FITTED[name].phrase, from),
      onProgress({ history, checkpoint }) {
        from = checkpoint ?? from;
        progress(history);
      },
    });
  },
});

/** What a path goes through. */
export function pathOf(name: PathName, context: Results): PathThrough {
  const { experiment, result } = context;
  const { layers } = experiment.curves;
  const [start, end] = endsOfPath(name, experiment);
  const between = isFitted(name) ? result(fitStageOf(name)).controls : [];
  return {
    kind: isLine(name) ? 'line' : name,
    points: [pointNamed(start, context), ...between, pointNamed(end, context)],
    layers,
  };
}

function wanted(name: PathName, experiment: Experiment): boolean {
  const { curves, measurements } = experiment;
  if (!isLine(name)) return curves.kinds.includes(name);
  const { ends, measurement } = LINES[name];
  const asked = measurement === null || measurements[measurement];
  return asked && (joinable(experiment) || !POINTS_OF_A.includes(ends[0]));
}

/** The paths that an experiment asks for. */
export const pathNames = (experiment: Experiment): readonly PathName[] =>
  PATH_NAMES.filter((name) => wanted(name, experiment));

/** The fit that a path needs, if it needs one. */
export const fitOf = (name: PathName): readonly StageName[] =>
  isFitted(name) ? [fitStageOf(name)] : [];

const needsOf = (name: PathName, experiment: Experiment): readonly StageName[] => [
  ...fitOf(name),
  ...stagesOf(endsOfPath(name, experiment)),
];

/** Images on which REPAIR takes means and deviations. */
const REPAIR_SAMPLES = 2000;

export const pathStage = (name: PathName): StageDefinition<PathName> => ({
  wanted: (experiment) => wanted(name, experiment),
  needs: (experiment) => needsOf(name, experiment),
  settings({ evaluation, curves }) {
    // The number of a fitted curve is a setting of its fit.
    const size = isLine(name) || isFitted(name) ? null : CURVES[name].size;
    return size === null ? evaluation : [evaluation, curves[size.field]];
  },
  run(context) {
    const { experiment, job, progress } = context;
    const { split, samples, points, both, compared } = experiment.evaluation;
    return job(
      'path',
      {
        data: dataOf(experiment),
        architecture: architectureOf(experiment, 'B'),
        loss: experiment.loss,
        path: pathOf(name, context),
        ...{ split, samples, both, compared, alphas: points },
        repair: isRepaired(name) ? REPAIR_SAMPLES : null,
      },
      { onProgress: progress },
    );
  },
});
