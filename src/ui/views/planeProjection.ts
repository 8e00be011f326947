/** Where the points and paths at hand lie in the plane that is shown. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { PlanePoint } from '../../jobs/jobs';
import type { PathName } from '../../jobs/paths';
import { isPlacedBy, placeOf } from '../../jobs/planes';
import type { Experiment } from '../../pipeline/experiment';
import { PATH_REFS, POINTS, projectionRef } from '../../pipeline/kinds/pair/refs';
import { stateAs, type AnyStage, type TaskState } from '../../pipeline/state';
import type { NamedPoint, PlaneResult } from '../../pipeline/tasks/types';
import { useTask, useWorkspace } from '../context';
import { resultOf, valueOf } from '../stage';

export interface PlaneProjection {
  readonly points: readonly NamedPoint[];
  readonly paths: readonly { readonly name: PathName; readonly points: readonly PlanePoint[] }[];
}

const REFS = PATH_REFS.map(({ name }) => ({ name, ref: projectionRef(name) }));

/** What is projected onto this plane and not onto one in another place; null while nothing is. */
export function useProjection(
  plane: PlaneResult | null,
  made: Experiment,
): { readonly projection: PlaneProjection | null; readonly states: readonly AnyStage[] } {
  const points = useTask(POINTS);
  const found = useWorkspace(useShallow(({ tasks }) => REFS.map(({ ref }) => tasks[ref.id])));
  return useMemo(() => {
    const paths = REFS.map(({ name, ref }, i) => ({ name, state: stateAs(found[i], ref.job) }));
    const states = [points, ...paths.map(({ state }) => state)];
    if (plane === null || !isOnto(plane, made, points)) return { projection: null, states };
    const lying = paths.flatMap(({ name, state }) => {
      const value = isInPlace(made, state) ? valueOf(state) : null;
      return value === null ? [] : [{ name, points: value.path, controls: value.points }];
    });
    const controls = lying.flatMap((path) => path.controls);
    const known = valueOf(points)?.points ?? [];
    return { projection: { points: [...known, ...controls], paths: lying }, states };
  }, [plane, made, points, found]);
}

/** True of a projection onto a plane that was placed alike. */
function isInPlace({ plane }: Experiment, state: TaskState<'projection'>): boolean {
  const result = resultOf(state);
  if (result === null) return false;
  const place = (of: Experiment['plane']) => JSON.stringify(placeOf(of));
  return place(plane) === place(result.recipe.experiment.plane);
}

function isOnto(plane: PlaneResult, made: Experiment, state: TaskState<'projection'>): boolean {
  const value = valueOf(state);
  if (value === null || !isInPlace(made, state)) return false;
  // Networks trained anew lie elsewhere; only planes through three points show that by their anchors.
  if (!isPlacedBy(made.plane, 'anchors') && state.status === 'running') return false;
  return plane.anchors.every((anchor) =>
    value.points.some(
      ({ name, x, y }) =>
        name === anchor.name && Math.abs(x - anchor.x) + Math.abs(y - anchor.y) < 1e-6,
    ),
  );
}
