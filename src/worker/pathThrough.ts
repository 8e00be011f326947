import type { PathKind } from '../jobs/jobs';
import { bezier } from '../science/paths/bezier';
import { chain } from '../science/paths/chain';
import { line } from '../science/paths/line';
import type { Path } from '../science/paths/path';

/** The path of that kind through so many points, both ends included. */
export function pathThrough(kind: PathKind, points: number): Path {
  switch (kind) {
    case 'line':
      return line;
    case 'bezier':
      return bezier(points - 2);
    case 'chain':
      return chain(points - 2);
  }
}
