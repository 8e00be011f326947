/** The tasks of a plane: the loss over it, and where points and paths lie in it. */
import type { JobMap, PlaneTile } from '../../jobs/jobs';
import { stopwatch } from '../../jobs/stopwatch';
import { affineLayers, type Architecture } from '../../model/architecture';
import type { Inputs, TaskDefinition } from './definition';
import { addTile, emptyPlane } from './plane';
import { pathOf, weightsOf } from './points';
import type { PointSettings, SourceSettings } from './types';

export const projection: TaskDefinition<'projection'> = {
  async run(context) {
    const { source, points, path } = context.settings;
    const { points: places, path: along } = await context.job('project', {
      source: sourceOf(source, context),
      points: points.map((point) => weightsOf(point, context)),
      path:
        path === null
          ? null
          : { architecture: path.architecture, path: pathOf(path.path, context) },
    });
    return {
      points: places.map((place, i) => ({ ...place, name: points[i]?.name ?? '' })),
      path: along,
    };
  },
};

export const plane: TaskDefinition<'plane'> = {
  async run(context) {
    const { settings, job, progress, checkpoint, leave, workers, stacks } = context;
    const { source, grid: size, ...on } = settings;
    const { architecture, entropy } = on;
    const anchors = anchorsOf(source);
    const frame = await job('frame', {
      source: sourceOf(source, context),
      grid: size,
      points: anchors.map((point) => weightsOf(point, context)),
    });
    const named = frame.points.map((point, i) => ({ ...point, name: anchors[i]?.name ?? '' }));
    let plane =
      checkpoint ??
      emptyPlane(frame.grid, named, {
        trajectory: frame.trajectory,
        direction: frame.direction,
        entropy,
      });
    const [a, b, c] = frame.anchors;
    const stored = [new Blob([a]), new Blob([b]), new Blob([c])] as const;
    const isUnknown = (cell: number) => Number.isNaN(plane.loss[cell]);
    const unknown = frame.order.filter(isUnknown);
    const cells = cellsOfJob(architecture) * (stacks ? STACKED : 1);
    const parts = Math.max(workers, Math.ceil(unknown.length / cells));
    progress(plane);
    // From the first tile on: before it, the plane waited for a free worker.
    let elapsed: (() => number) | null = null;
    const onTile = (tile: PlaneTile) => {
      elapsed ??= stopwatch(undefined, plane.seconds);
      plane = addTile(plane, tile, elapsed());
      leave(plane);
      progress(plane);
    };
    const edge = (part: number) => Math.round((part * unknown.length) / parts);
    const part = (index: number) => {
      const cells = unknown.slice(edge(index), edge(index + 1));
      const request = { ...on, grid: plane.grid, anchors: stored };
      return job('plane', () => ({ ...request, cells: cells.filter(isUnknown) }), {
        onProgress: onTile,
        resumeNote: () =>
          plane.computed === 0
            ? null
            : `the plane goes on after ${plane.computed} of ${plane.loss.length} points`,
      });
    };
    await Promise.all(Array.from({ length: parts }, (_, index) => part(index)));
    return plane;
  },
};

/** The points that a plane is marked at: what it goes through, or begins at; a trajectory marks itself. */
function anchorsOf(source: SourceSettings): readonly PointSettings[] {
  switch (source.kind) {
    case 'points':
      return source.anchors;
    case 'random':
      return [source.center];
    case 'trajectory':
      return [];
  }
}

/** What a plane is made from. @throws RangeError where a point of it is not there */
export function sourceOf(
  source: SourceSettings,
  inputs: Inputs,
): JobMap['frame']['request']['source'] {
  switch (source.kind) {
    case 'points': {
      const [a, b, c] = source.anchors;
      return {
        kind: 'points',
        anchors: [weightsOf(a, inputs), weightsOf(b, inputs), weightsOf(c, inputs)],
        otherwise: source.otherwise,
      };
    }
    case 'random':
      return { ...source, center: weightsOf(source.center, inputs) };
    case 'trajectory': {
      const { snapshots } = inputs.input(source.input, 'network');
      const { name } = source;
      if (snapshots.length < 4)
        throw new RangeError(
          `A trajectory needs at least 4 snapshots of a training, but ${name} has ${snapshots.length}: train ${name} here, or choose another plane.`,
        );
      return { kind: 'trajectory', checkpoints: snapshots.map(({ weights }) => weights) };
    }
  }
}

/**
 * How many times more grid points a job takes on a GPU, whose one worker has nobody to share with and which is done with
 * a hundred of them before it has the anchors of the next job.
 */
const STACKED = 8;

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
