/** Which plane there is to see: the one that is being computed from its first pass on, and until then the one before it. */
import type { Experiment } from '../../pipeline/experiment';
import type { TaskState } from '../../pipeline/state';
import type { PlaneResult } from '../../pipeline/tasks/types';
import { progressOf, resultOf } from '../stage';

export interface ShownPlane {
  /** Null before there is any. */
  readonly plane: PlaneResult | null;
  readonly made: Experiment;
  /** True of one that no longer answers, or that is being computed anew. */
  readonly earlier: boolean;
}

/** @param computing what the run under way computes; without one, what is set now */
export function shownPlane(stage: TaskState<'plane'>, computing: Experiment): ShownPlane {
  const coming = progressOf(stage);
  const result = resultOf(stage);
  if (result === null || (coming !== null && coming.computed > 0))
    return { plane: coming, made: computing, earlier: false };
  return {
    plane: result.value,
    made: result.recipe.experiment,
    earlier: stage.status !== 'done',
  };
}
