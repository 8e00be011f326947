/** What of the stage comes after the first script: the picture that points of a square alone have. */
import { partOf } from '../LazyPart';

export const BOUNDARY = partOf(() => import('../views/BoundaryView'));
