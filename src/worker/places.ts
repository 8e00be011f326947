/** Losses at places of a plane: what is kept of it, so that a move of the hand costs one evaluation and no weights. */
import type { DatasetEngine, Evaluator } from '../engine/engine';
import type { JobMap, PlaneGrid } from '../jobs/jobs';
import { barrier } from '../science/barrier';
import type { Frame } from '../science/planes/frame';
import { gridPath } from '../science/planes/gridPath';
import { lengthShares, placeCoefficients } from '../science/planes/placesAlong';
import { planeOf } from '../science/planes/planes';
import { keptByKey } from './keptByKey';

/** Planes that are kept: those of two pictures side by side, and what they were before. */
const KEPT = 4;

interface PlaneEvaluator {
  readonly frame: Frame;
  readonly evaluator: Evaluator;
}

export type PlaneEvaluators = ReturnType<typeof createPlaneEvaluators>;

/** Those on one dataset. */
export function createPlaneEvaluators() {
  const kept = keptByKey<PlaneEvaluator>(KEPT, ({ evaluator }) => evaluator.dispose());
  return {
    /** Answers null when the key is not known and its plane is not given. */
    async along(
      engine: DatasetEngine,
      { key, plane, places }: Omit<JobMap['places']['request'], 'data'>,
    ): Promise<JobMap['places']['result']> {
      const found = await kept.find(
        key,
        plane &&
          (async () => {
            const { source, ...options } = plane;
            const { frame } = planeOf(source);
            return {
              frame,
              evaluator: await engine.evaluator({ ...options, basis: frame.anchors }),
            };
          }),
      );
      if (found === null) return null;
      const shares = lengthShares(places);
      const table = placeCoefficients(found.frame, places);
      const { loss: raw, accuracy } = await found.evaluator.evaluate(table);
      const loss = raw.map((value) => (Number.isNaN(value) ? Infinity : value));
      // One place is no path.
      const { overMean, overChord } =
        shares.length < 2
          ? { overMean: 0, overChord: 0 }
          : barrier({ alphas: shares, loss, accuracy });
      return { shares, loss, accuracy, barrierOverMean: overMean, barrierOverChord: overChord };
    },
    /** Forgets them all; to be called before the dataset is disposed of. */
    clear: () => kept.clear(),
  };
}

/** The path of the least highest loss between two places: through the grid points next to them, and exactly to both. */
export function gridPathOf({
  grid,
  loss,
  from,
  to,
}: JobMap['gridPath']['request']): JobMap['gridPath']['result'] {
  const { size, x, y } = grid;
  const path = gridPath({ size, values: loss }, cellNextTo(grid, from), cellNextTo(grid, to));
  if (path === null) return null;
  const between = Array.from(path.cells, (cell) => ({
    x: x[cell % size]!,
    y: y[Math.floor(cell / size)]!,
  }));
  return Float64Array.from(
    [from, ...between.slice(1, -1), to].flatMap((place) => [place.x, place.y]),
  );
}

function cellNextTo({ size, x, y }: PlaneGrid, place: { x: number; y: number }): number {
  const step = x[1]! - x[0]!;
  const index = (offset: number) => Math.min(size - 1, Math.max(0, Math.round(offset / step)));
  return index(place.y - y[0]!) * size + index(place.x - x[0]!);
}
