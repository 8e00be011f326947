/** Paths as science knows them, out of what a job says of them. */
import type { PathThrough } from '../jobs/jobs';
import { affineLayers, type Architecture } from '../model/architecture';
import type { Curve } from '../science/paths/path';
import { PATHS } from '../science/paths/paths';

/** The path through the points of a job. */
export function curveOf(architecture: Architecture, { kind, points, layers }: PathThrough): Curve {
  const entry = PATHS[kind];
  if (entry.found !== 'at once') return { path: entry.through(points.length - 2), basis: points };
  const [a, b] = points;
  if (a === undefined || b === undefined)
    throw new RangeError(`Expected both ends of a path, got ${points.length} points.`);
  const size = Math.min(layers, affineLayers(architecture).length);
  return entry.join({ architecture, a, b, size });
}
