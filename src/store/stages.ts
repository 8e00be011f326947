/** The pipeline as a table: what each stage needs, which settings it depends on, and how it is computed. */
import type { PoolRunOptions, RequestOf } from '../client/pool';
import { architectureOf, type Experiment, type PointName } from '../jobs/experiment';
import type { Checkpoint, JobMap, JobName, PathKind, PlaneTile } from '../jobs/jobs';
import { stopwatch } from '../jobs/stopwatch';
import { affineLayers, type Architecture } from '../model/architecture';
import type { Weights } from '../model/weights';
import { addTile, emptyPlane } from './plane';
import { goesOn, type Train } from './training';
import type { PathName, ProgressOf, ResultOf, StageName } from './state';

/** What a stage is given to run. */
export interface StageContext<Name extends StageName> {
  readonly experiment: Experiment;
  /** The result of a stage that this one needs. */
  result<Needed extends StageName>(name: Needed): ResultOf<Needed>;
  job<Job extends JobName>(
    name: Job,
    request: RequestOf<Job>,
    options?: Pick<PoolRunOptions<Job>, 'onProgress' | 'standing'>,
  ): Promise<JobMap[Job]['result']>;
  /** Trains a network, together with another that is wanted at the same time where that is faster. */
  readonly train: Train;
  /** Workers that share the work. */
  readonly workers: number;
  progress(progress: ProgressOf<Name>): void;
  /** What an earlier, cancelled run with the same settings left behind. */
  readonly partial: ProgressOf<Name> | null;
}

export interface StageDefinition<Name extends StageName> {
  /** Stages whose results it uses. */
  needs(experiment: Experiment): readonly StageName[];
  /** The settings it depends on beside these. */
  settings(experiment: Experiment): unknown;
  run(context: StageContext<Name>): Promise<ResultOf<Name>>;
}

const network = (which: 'a' | 'b'): StageDefinition<'networkA' | 'networkB'> => ({
  needs: () => [],
  settings: ({ dataset, network, activation, initialisation, loss, training, seeds }) => [
    ...[dataset, network, activation, initialisation, loss, training],
    seeds[which],
  ],
  run: ({ experiment, train, progress }) => {
    const { initialisation, loss, training, seeds } = experiment;
    const architecture = architectureOf(experiment);
    return train(
      {
        name: which.toUpperCase(),
        settings: { architecture, initialisation, loss, ...training },
        seeds: {
          initialisationSeed: seeds[which].initialisation,
          orderSeed: seeds[which].order,
        },
      },
      progress,
    );
  },
});

/** The stage that makes a point. */
const STAGE_OF_POINT: Readonly<Record<PointName, StageName>> = {
  A: 'networkA',
  B: 'networkB',
  'pi(A)': 'matching',
  A0: 'networkA',
  B0: 'networkB',
  'Bezier control': 'bezierFit',
  'Chain bend': 'chainFit',
};

type Results = Pick<StageContext<StageName>, 'result'>;

function pointNamed(name: PointName, { result }: Results): Weights {
  const control = (fit: 'bezierFit' | 'chainFit') => {
    const { controls } = result(fit);
    const middle = controls[Math.floor((controls.length - 1) / 2)];
    if (middle === undefined) throw new Error('internal: a fitted curve has no control point');
    return middle;
  };
  switch (name) {
    case 'A':
      return result('networkA').weights;
    case 'B':
      return result('networkB').weights;
    case 'pi(A)':
      return result('matching').permuted;
    case 'A0':
      return result('networkA').initial;
    case 'B0':
      return result('networkB').initial;
    case 'Bezier control':
      return control('bezierFit');
    case 'Chain bend':
      return control('chainFit');
  }
}

/** Both ends of the curves. */
const endsOf = (experiment: Experiment): readonly [PointName, PointName] =>
  experiment.curves.ends === 'A and B' ? ['A', 'B'] : ['pi(A)', 'B'];

const stagesOf = (points: readonly PointName[]) => [
  ...new Set(points.map((point) => STAGE_OF_POINT[point])),
];

const fitOf = (kind: 'bezier' | 'chain'): StageDefinition<'bezierFit' | 'chainFit'> => ({
  needs: (experiment) => stagesOf(['A', 'B', ...endsOf(experiment)]),
  settings: ({ curves, training }) => {
    const { bends, ...rest } = curves;
    return kind === 'chain' ? [rest, bends, training.batch] : [rest, training.batch];
  },
  run(context) {
    const { experiment, job, progress } = context;
    const { curves, training, loss } = experiment;
    const [start, end] = endsOf(experiment);
    const { epochs, bends, seed, learningRate } = curves;
    let from: Checkpoint | null = null;
    const request = {
      architecture: architectureOf(experiment),
      optimizer: { ...training.optimizer, learningRate },
      ...{ loss, kind, bends, epochs, seed },
      batch: training.batch,
      start: pointNamed(start, context),
      end: pointNamed(end, context),
    };
    return job('fit', () => ({ ...request, from }), {
      standing: () => goesOn(`the ${kind === 'bezier' ? 'Bezier curve' : 'chain'}`, from),
      onProgress({ history, checkpoint }) {
        from = checkpoint ?? from;
        progress(history);
      },
    });
  },
});

/** What a path goes through. */
export function pathOf(name: PathName, context: Results & { readonly experiment: Experiment }) {
  const { experiment, result } = context;
  const [start, end] = endsOf(experiment);
  const points: Readonly<Record<PathName, () => Weights[]>> = {
    naive: () => [pointNamed('A', context), pointNamed('B', context)],
    permuted: () => [pointNamed('pi(A)', context), pointNamed('B', context)],
    bezier: () => [
      pointNamed(start, context),
      ...result('bezierFit').controls,
      pointNamed(end, context),
    ],
    chain: () => [
      pointNamed(start, context),
      ...result('chainFit').controls,
      pointNamed(end, context),
    ],
  };
  const kind: PathKind = name === 'naive' || name === 'permuted' ? 'line' : name;
  return { kind, points: points[name]() };
}

const NEEDS_OF_PATH: Readonly<Record<PathName, (experiment: Experiment) => StageName[]>> = {
  naive: () => ['networkA', 'networkB'],
  permuted: () => ['networkB', 'matching'],
  bezier: (experiment) => ['bezierFit', ...stagesOf(endsOf(experiment))],
  chain: (experiment) => ['chainFit', ...stagesOf(endsOf(experiment))],
};

export const PATH_NAMES = Object.keys(NEEDS_OF_PATH) as readonly PathName[];

const path = (name: PathName): StageDefinition<PathName> => ({
  needs: NEEDS_OF_PATH[name],
  settings: ({ evaluation }) => evaluation,
  run(context) {
    const { experiment, job, progress } = context;
    const { split, samples, points } = experiment.evaluation;
    return job(
      'path',
      {
        architecture: architectureOf(experiment),
        loss: experiment.loss,
        ...pathOf(name, context),
        ...{ split, samples, alphas: points },
      },
      { onProgress: progress },
    );
  },
});

const anchorsOf = (context: Results & { readonly experiment: Experiment }) => {
  const [a, b, c] = context.experiment.plane.anchors;
  return [pointNamed(a, context), pointNamed(b, context), pointNamed(c, context)] as const;
};

const EVERY_POINT: readonly PointName[] = ['A', 'B', 'pi(A)', 'Bezier control', 'Chain bend'];

/**
 * Grid points of one job: few, so that free workers share them evenly and what comes first in the pipeline waits for
 * little; yet enough that the products of the first layer with the three anchors, made once a job, cost a tenth.
 */
function cellsOfJob(architecture: Architecture): number {
  const layers = affineLayers(architecture);
  const [first = 0, ...later] = layers.map(
    ({ inputs, outputs, kernel, side }) => inputs * outputs * (kernel * side) ** 2,
  );
  const combined = 3 * (layers[0]?.outputs ?? 0) * (layers[0]?.side ?? 0) ** 2;
  const products = 3 * first;
  const cell = combined + later.reduce((sum, size) => sum + size, 0);
  return Math.max(128, Math.ceil((10 * products) / cell));
}

/** In the order in which they run; a stage comes after all that it needs. */
export const STAGES: { readonly [Name in StageName]: StageDefinition<Name> } = {
  networkA: network('a'),
  networkB: network('b'),
  matching: {
    needs: () => ['networkA', 'networkB'],
    settings: ({ matching }) => {
      const { method, seed, similarity, stage, samples } = matching;
      return method === 'weight' ? [method, seed] : [method, similarity, stage, samples];
    },
    run: ({ experiment, job, result }) =>
      job('match', {
        architecture: architectureOf(experiment),
        a: result('networkA').weights,
        b: result('networkB').weights,
        ...experiment.matching,
      }),
  },
  naive: path('naive'),
  permuted: path('permuted'),
  bezierFit: fitOf('bezier'),
  chainFit: fitOf('chain'),
  bezier: path('bezier'),
  chain: path('chain'),
  projection: {
    needs: ({ plane }) => stagesOf([...EVERY_POINT, ...plane.anchors]),
    settings: ({ plane, curves }) => [plane.anchors, plane.grid, curves.ends],
    async run(context) {
      const { experiment, job } = context;
      const names = [...new Set([...experiment.plane.anchors, ...EVERY_POINT])];
      const { points, paths } = await job('frame', {
        anchors: anchorsOf(context),
        grid: experiment.plane.grid,
        points: names.map((name) => pointNamed(name, context)),
        paths: PATH_NAMES.map((name) => pathOf(name, context)),
      });
      return {
        points: points.map((point, i) => ({ ...point, name: names[i] ?? '' })),
        paths: paths.map((along, i) => ({ name: PATH_NAMES[i] ?? 'naive', points: along })),
      };
    },
  },
  plane: {
    needs: ({ plane }) => stagesOf(plane.anchors),
    settings: ({ plane, evaluation }) => [plane, evaluation.split],
    async run(context) {
      const { experiment, job, progress, partial, workers } = context;
      const { grid: size, samples, anchors: names } = experiment.plane;
      const anchors = anchorsOf(context);
      const frame = await job('frame', { anchors, grid: size, points: anchors, paths: [] });
      const named = frame.points.map((point, i) => ({ ...point, name: names[i] ?? '' }));
      let plane = partial ?? emptyPlane(frame.grid, named);
      const [a, b, c] = anchors;
      const stored = [new Blob([a]), new Blob([b]), new Blob([c])] as const;
      const isUnknown = (cell: number) => Number.isNaN(plane.loss[cell]);
      const unknown = frame.order.filter(isUnknown);
      const architecture = architectureOf(experiment);
      const parts = Math.max(workers, Math.ceil(unknown.length / cellsOfJob(architecture)));
      progress(plane);
      // From the first tile on: before it, the plane waited for a free worker.
      let elapsed: (() => number) | null = null;
      const onTile = (tile: PlaneTile) => {
        elapsed ??= stopwatch(undefined, plane.seconds);
        plane = addTile(plane, tile, elapsed());
        progress(plane);
      };
      const edge = (part: number) => Math.round((part * unknown.length) / parts);
      const part = (index: number) => {
        const cells = unknown.slice(edge(index), edge(index + 1));
        const request = {
          ...{ architecture, loss: experiment.loss, grid: plane.grid, samples },
          anchors: stored,
          split: experiment.evaluation.split,
        };
        return job('plane', () => ({ ...request, cells: cells.filter(isUnknown) }), {
          onProgress: onTile,
          standing: () =>
            plane.computed === 0
              ? null
              : `the plane goes on after ${plane.computed} of ${plane.loss.length} points`,
        });
      };
      await Promise.all(Array.from({ length: parts }, (_, index) => part(index)));
      return plane;
    },
  },
};

export const STAGE_NAMES = Object.keys(STAGES) as readonly StageName[];

/** Equal keys mean equal results: the stage's own settings and the keys of all that it needs. */
export function keyOf(name: StageName, experiment: Experiment): string {
  const { needs, settings } = STAGES[name];
  return JSON.stringify([
    name,
    settings(experiment),
    ...needs(experiment).map((needed) => keyOf(needed, experiment)),
  ]);
}
