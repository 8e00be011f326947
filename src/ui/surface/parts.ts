/** What draws in three dimensions comes after the first script, when it is asked for. */
import { partOf } from '../LazyPart';

export const SURFACE = partOf(() => import('./PlaneSurface'));
