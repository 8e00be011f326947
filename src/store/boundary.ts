/** Asks workers what the network at a place of a path says everywhere in the square. */
import type { Boundary, PredictionPath } from '../jobs/jobs';
import type { Ask } from './asking';

/** Places on each side of the square: the browser smooths between them. */
export const BOUNDARY_SIZE = 64;
/** Test points that are shown and counted. */
const BOUNDARY_POINTS = 400;

/** A boundary at a place of a path. */
export interface PlacedBoundary extends Boundary {
  readonly alpha: number;
}

export const EVALUATE_BOUNDARY: Ask<{ readonly alpha: number }, Boundary, PredictionPath> = (
  { pool },
  { whole: path, ...about },
  { alpha },
) => {
  const of = { alpha, size: BOUNDARY_SIZE, samples: BOUNDARY_POINTS };
  return pool.run('boundary', { ...about, path, ...of }, { urgent: true });
};
