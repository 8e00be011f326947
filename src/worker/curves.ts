/** Paths as science knows them, out of what a job says of them. */
import type { PathThrough } from '../jobs/jobs';
import type { Architecture } from '../model/architecture';
import { bezier } from '../science/paths/bezier';
import { chain } from '../science/paths/chain';
import type { Curve } from '../science/paths/path';
import { PATHS } from '../science/paths/paths';

/** The path through the points of a job. */
export function curveOf(architecture: Architecture, { kind, points, layers }: PathThrough): Curve {
  switch (kind) {
    case 'bezier':
      return { path: bezier(points.length - 2), basis: points };
    case 'chain':
    case 'neb':
    case 'auto-neb':
      return { path: chain(points.length - 2), basis: points };
    case 'line':
    case 'slerp':
    case 'layer-slerp':
    case 'layer-line':
    case 'layer-steps': {
      const [a, b] = points;
      if (a === undefined || b === undefined)
        throw new RangeError(`Expected both ends of a path, got ${points.length} points.`);
      const size = Math.min(layers, layersOf(architecture));
      return PATHS[kind].join({ architecture, a, b, size });
    }
  }
}

const layersOf = (architecture: Architecture): number =>
  1 +
  (architecture.kind === 'mlp'
    ? architecture.hidden.length
    : architecture.layers.filter((layer) => layer !== 'avg').length);
