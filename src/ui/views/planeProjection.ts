/** Where the points and paths at hand lie in the plane that is shown. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { PlanePoint } from '../../jobs/jobs';
import type { PathName } from '../../jobs/paths';
import { placeOf } from '../../jobs/planes';
import { planOfExperiment, type Experiment } from '../../pipeline/experiment';
import { PATH_REFS, PLANE, POINTS, projectionRef } from '../../pipeline/kinds/pair/refs';
import { ofTheSame } from '../../pipeline/staleness';
import { stateAs, type AnyStage, type TaskState } from '../../pipeline/state';
import type { NamedPoint, PlaneResult } from '../../pipeline/tasks/types';
import { useTask, useWorkspace } from '../context';
import { resultOf, valueOf } from '../stage';

export interface PlaneProjection {
  readonly points: readonly NamedPoint[];
  readonly paths: readonly PathPlace[];
}

interface PathPlace {
  readonly name: PathName;
  readonly points: readonly PlanePoint[];
  /** What the path was made with. */
  readonly made: Experiment;
}

const REFS = PATH_REFS.map(({ name }) => ({ name, ref: projectionRef(name) }));

/** What is projected onto this plane and not onto one in another place, or of other networks; null while nothing is. */
export function useProjection(
  plane: PlaneResult | null,
  made: Experiment,
): { readonly projection: PlaneProjection | null; readonly states: readonly AnyStage[] } {
  const points = useTask(POINTS);
  const found = useWorkspace(useShallow(({ tasks }) => REFS.map(({ ref }) => tasks[ref.id])));
  return useMemo(() => {
    const paths = REFS.map(({ name, ref }, i) => ({ name, state: stateAs(found[i], ref.job) }));
    const states = [points, ...paths.map(({ state }) => state)];
    if (plane === null || !isInPlace(made, points)) return { projection: null, states };
    const lying = paths.flatMap(({ name, state }) => {
      const result = isInPlace(made, state) ? resultOf(state) : null;
      if (result === null) return [];
      const { value, recipe } = result;
      return [{ name, points: value.path, made: recipe.experiment, controls: value.points }];
    });
    const controls = lying.flatMap((path) => path.controls);
    const known = valueOf(points)?.points ?? [];
    return { projection: { points: [...known, ...controls], paths: lying }, states };
  }, [plane, made, points, found]);
}

/** True of a projection onto a plane that was placed alike, through the same networks. */
function isInPlace(made: Experiment, state: TaskState<'projection'>): boolean {
  const result = resultOf(state);
  if (result === null) return false;
  const its = result.recipe.experiment;
  const place = (of: Experiment['plane']) => JSON.stringify(placeOf(of));
  return (
    place(made.plane) === place(its.plane) &&
    ofTheSame(PLANE.id, planOfExperiment(made), planOfExperiment(its))
  );
}
