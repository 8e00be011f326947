/** The stages that find curves and measure paths. */
import {
  architectureOf,
  CURVE_NAMES,
  FITTED_NAMES,
  joinable,
  type Experiment,
  type FittedName,
  type PointName,
} from '../jobs/experiment';
import type { Checkpoint, PathThrough } from '../jobs/jobs';
import { goesOn } from './training';
import { endsOf, pointNamed, stagesOf } from './points';
import type { Results, StageDefinition } from './stage';
import { LINE_NAMES, type LineName, type PathName, type StageName } from './state';

export const PATH_NAMES: readonly PathName[] = [...LINE_NAMES, ...CURVE_NAMES];

const isLine = (name: PathName): name is LineName =>
  (LINE_NAMES as readonly PathName[]).includes(name);

export const isFitted = (name: PathName): name is FittedName =>
  (FITTED_NAMES as readonly PathName[]).includes(name);

/** With REPAIR, each place is a network of its own and no combination of points. */
export const isRepaired = (name: PathName): boolean =>
  name === 'repaired' || name === 'repaired-naive';

const ENDS_OF_LINE: Readonly<Record<LineName, readonly [PointName, PointName]>> = {
  naive: ['A', 'B'],
  permuted: ['pi(A)', 'B'],
  'repaired-naive': ['A', 'B'],
  repaired: ['pi(A)', 'B'],
  naive0: ['A0', 'B0'],
  permuted0: ['pi(A0)', 'B0'],
};

const fitStageOf = (name: FittedName): `${FittedName}Fit` => `${name}Fit`;

/** The one number of a curve that is fitted. */
function sizeOf({ curves }: Experiment, name: FittedName): number {
  const { controls, bends, pivots, cycles } = curves;
  return { bezier: controls, chain: bends, neb: pivots, 'auto-neb': cycles }[name];
}

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
      architecture: architectureOf(experiment, 'B'),
      optimizer: { ...training.optimizer, learningRate },
      ...{ loss, kind: name, size: sizeOf(experiment, name), epochs, seed },
      batch: training.batch,
      start: pointNamed(start, context),
      end: pointNamed(end, context),
    };
    return job('fit', () => ({ ...request, from }), {
      standing: () => goesOn(WORDS[name], from),
      onProgress({ history, checkpoint }) {
        from = checkpoint ?? from;
        progress(history);
      },
    });
  },
});

const WORDS: Readonly<Record<FittedName, string>> = {
  bezier: 'the Bezier curve',
  chain: 'the chain',
  neb: 'the elastic band',
  'auto-neb': 'AutoNEB',
};

/** What a path goes through. */
export function pathOf(name: PathName, context: Results): PathThrough {
  const { experiment, result } = context;
  const { layers } = experiment.curves;
  const [start, end] = isLine(name) ? ENDS_OF_LINE[name] : endsOf(experiment);
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
  const joined = joinable(experiment);
  return {
    naive: joined,
    permuted: true,
    'repaired-naive': measurements.repair && joined,
    repaired: measurements.repair,
    naive0: measurements.initialisations && joined,
    permuted0: measurements.initialisations && joined,
  }[name];
}

/** The paths that an experiment asks for. */
export const pathNames = (experiment: Experiment): readonly PathName[] =>
  PATH_NAMES.filter((name) => wanted(name, experiment));

/** The fit that a path needs, if it needs one. */
export const fitOf = (name: PathName): readonly StageName[] =>
  isFitted(name) ? [fitStageOf(name)] : [];

const needsOf = (name: PathName, experiment: Experiment): readonly StageName[] => [
  ...fitOf(name),
  ...stagesOf(isLine(name) ? ENDS_OF_LINE[name] : endsOf(experiment)),
];

/** Images on which REPAIR takes means and deviations. */
const REPAIR_SAMPLES = 2000;

export const pathStage = (name: PathName): StageDefinition<PathName> => ({
  wanted: (experiment) => wanted(name, experiment),
  needs: (experiment) => needsOf(name, experiment),
  settings: ({ evaluation, curves }) =>
    name === 'layer-line' ? [evaluation, curves.layers] : evaluation,
  run(context) {
    const { experiment, job, progress } = context;
    const { split, samples, points, both, compared } = experiment.evaluation;
    return job(
      'path',
      {
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
