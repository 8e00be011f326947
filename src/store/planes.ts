/** The stages of the plane: what it goes through, its heatmap, and what else lies in it. */
import { architectureOf, dataOf, joinable, type Experiment } from '../jobs/experiment';
import type { JobMap, PlaneTile } from '../jobs/jobs';
import { controlsOf, isRepaired, POINTS_OF_A, type PointName } from '../jobs/paths';
import { isPlacedBy, placeOf, planePoints } from '../jobs/planes';
import { stopwatch } from '../jobs/stopwatch';
import { affineLayers, type Architecture } from '../model/architecture';
import { addTile, emptyPlane } from './plane';
import { fitOf, pathNames, pathOf } from './paths';
import { pointNamed, stagesOf } from './points';
import type { Results, StageDefinition } from './stage';
import type { StageName } from './state';

const needsOfPlane = ({ plane }: Experiment): readonly StageName[] => stagesOf(planePoints(plane));

/** What the plane is made from. */
function sourceOf(context: Results): JobMap['frame']['request']['source'] {
  const { experiment, result } = context;
  const { kind, anchors, center, seed, of } = experiment.plane;
  switch (kind) {
    case 'points': {
      const [a, b, c] = anchors;
      return {
        kind,
        anchors: [pointNamed(a, context), pointNamed(b, context), pointNamed(c, context)],
      };
    }
    case 'random':
      return {
        ...{ kind, seed },
        architecture: architectureOf(experiment, 'B'),
        center: pointNamed(center, context),
      };
    case 'trajectory': {
      const { snapshots } = result(`network${of}`);
      if (snapshots.length < 4)
        throw new RangeError(
          `A trajectory needs at least 4 snapshots of a training, but ${of} has ${snapshots.length}: train ${of} here, or choose another plane.`,
        );
      return { kind, checkpoints: snapshots.map(({ weights }) => weights) };
    }
  }
}

/** The points that are drawn where the plane is not far from them: those that the experiment makes anyway. */
function pointsAround(experiment: Experiment): readonly PointName[] {
  const { curves, measurements } = experiment;
  return [
    ...new Set<PointName>([
      ...planePoints(experiment.plane),
      ...(['A', 'B', 'pi(A)'] as const),
      ...(measurements.initialisations ? (['A0', 'B0', 'pi(A0)'] as const) : []),
      ...controlsOf(curves.kinds),
    ]),
  ];
}

export const projection: StageDefinition<'projection'> = {
  wanted: () => true,
  needs: (experiment) => [
    ...new Set<StageName>([
      ...stagesOf(drawnPoints(experiment)),
      ...needsOfPlane(experiment),
      ...drawnPaths(experiment).flatMap(fitOf),
    ]),
  ],
  settings: (experiment) => [
    ...[placeOf(experiment.plane), experiment.plane.grid, experiment.curves.ends],
    ...[drawnPaths(experiment), drawnPoints(experiment)],
  ],
  async run(context) {
    const { experiment, job } = context;
    const names = drawnPoints(experiment);
    const drawn = drawnPaths(experiment);
    const architecture = architectureOf(experiment, 'B');
    const { points, paths } = await job('frame', {
      source: sourceOf(context),
      grid: experiment.plane.grid,
      points: names.map((name) => pointNamed(name, context)),
      paths: drawn.map((name) => ({ architecture, path: pathOf(name, context) })),
    });
    return {
      points: points.map((point, i) => ({ ...point, name: names[i] ?? '' })),
      paths: drawn.map((name, i) => ({ name, points: paths[i] ?? [] })),
    };
  },
};

const drawnPoints = (experiment: Experiment) =>
  pointsAround(experiment).filter((name) => joinable(experiment) || !POINTS_OF_A.includes(name));

/** A line with REPAIR leaves the plane of its ends at every place and is not a combination of points. */
const drawnPaths = (experiment: Experiment) =>
  pathNames(experiment).filter((name) => !isRepaired(name));

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

export const plane: StageDefinition<'plane'> = {
  wanted: () => true,
  needs: needsOfPlane,
  settings: (experiment) => {
    const { grid, samples, entropy } = experiment.plane;
    return [placeOf(experiment.plane), grid, samples, entropy, experiment.evaluation.split];
  },
  async run(context) {
    const { experiment, job, progress, partial, workers } = context;
    const { grid: size, samples, entropy } = experiment.plane;
    const architecture = architectureOf(experiment, 'B');
    const source = sourceOf(context);
    const names = planePoints(experiment.plane);
    const points = names.map((name) => pointNamed(name, context));
    const frame = await job('frame', { source, grid: size, points, paths: [] });
    const named = frame.points.map((point, i) => ({ ...point, name: names[i] ?? '' }));
    const { trajectory } = frame;
    // A training that is followed ends in the plane's origin, which its last snapshot shows.
    const anchors = isPlacedBy(experiment.plane, 'of') ? [] : named;
    let plane = partial ?? emptyPlane(frame.grid, anchors, { trajectory, entropy });
    const [a, b, c] = frame.anchors;
    const stored = [new Blob([a]), new Blob([b]), new Blob([c])] as const;
    const isUnknown = (cell: number) => Number.isNaN(plane.loss[cell]);
    const unknown = frame.order.filter(isUnknown);
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
        ...{ data: dataOf(experiment), architecture, loss: experiment.loss },
        ...{ grid: plane.grid, samples, entropy },
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
};
