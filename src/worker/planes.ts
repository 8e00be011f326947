/** The jobs of a plane: where it lies, and what is above its grid points. */
import type { JobMap } from '../jobs/jobs';
import { evaluate } from '../science/evaluate';
import { alphas as evenly } from '../science/paths/path';
import { curveOnPlane } from '../science/planes/curveOnPlane';
import { frameThrough, projectorOnto } from '../science/planes/frame';
import { gridAround, gridCoefficients, placeAt } from '../science/planes/grid';
import { entropies } from '../science/planes/entropies';
import { planeOf } from '../science/planes/planes';
import { refinement } from '../science/planes/refinement';
import { curveOf } from './curves';
import { drain } from './drain';
import { atMost, type Running } from './running';
import type { JobContext } from './serve';
import { weightsIn } from './storage';

/** Places along a path that is drawn in a plane. */
const DRAWN = 61;

export function layOut({
  source,
  grid: size,
  points,
}: JobMap['frame']['request']): JobMap['frame']['result'] {
  const { frame, shown, trajectory, direction } = planeOf(source);
  const grid = gridAround(shown, size);
  const axis = (at: (i: number) => number) => Float64Array.from({ length: size }, (_, i) => at(i));
  return {
    anchors: frame.anchors,
    grid: {
      size,
      x: axis((i) => placeAt(grid, 0, i).x),
      y: axis((i) => placeAt(grid, i, 0).y),
    },
    order: refinement(size).order,
    points: points.map(projectorOnto(frame)),
    direction,
    trajectory:
      trajectory === null
        ? null
        : { points: trajectory.checkpoints, explained: trajectory.explained },
  };
}

/** Where points and a path lie in a plane. */
export function projectOnto({
  source,
  points,
  path: drawn,
}: JobMap['project']['request']): JobMap['project']['result'] {
  const { frame } = planeOf(source);
  return {
    points: points.map(projectorOnto(frame)),
    path:
      drawn === null
        ? []
        : curveOnPlane(frame, curveOf(drawn.architecture, drawn.path), evenly(DRAWN)),
  };
}

export async function evaluateCells(
  running: Running,
  { anchors, grid, split, samples, cells, entropy, ...request }: JobMap['plane']['request'],
  { signal, progress }: JobContext<'plane'>,
): Promise<JobMap['plane']['result']> {
  const [a, b, c] = anchors;
  const basis = [await weightsIn(a), await weightsIn(b), await weightsIn(c)] as const;
  const frame = frameThrough(...basis);
  const [x, nextX] = grid.x;
  const [y] = grid.y;
  if (x === undefined || nextX === undefined || y === undefined)
    throw new RangeError(`Expected a grid of at least 2 points on a side, got ${grid.size}.`);
  const lattice = { n: grid.size, origin: { x, y }, step: nextX - x };
  const options = { ...request, basis, split, samples: atMost(running, split, samples) };
  const tableOf = (some: typeof cells) => gridCoefficients(frame, lattice, some);
  const evaluating = evaluate(running.engine, options, tableOf(cells));
  if (!entropy) {
    await drain(evaluating, signal, ({ from, loss, accuracy }) =>
      progress({ cells: cells.slice(from, from + loss.length), loss, accuracy, entropy: null }),
    );
    return null;
  }
  // A tile is posted when all of it is known, so that a plane that is cancelled goes on with whole cells.
  const { loss, accuracy } = await drain(evaluating, signal, () => undefined);
  const measuring = entropies(running.engine, options, tableOf(cells));
  await drain(measuring, signal, ({ from, values }) => {
    const to = from + values.length;
    progress({
      cells: cells.slice(from, to),
      loss: loss.slice(from, to),
      accuracy: accuracy.slice(from, to),
      entropy: values,
    });
  });
  return null;
}
