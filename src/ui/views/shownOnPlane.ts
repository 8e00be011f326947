/** The paths that are drawn on the plane: where they lie, and what they have there themselves. */
import type { Experiment } from '../../pipeline/experiment';
import type { PlaneProjection } from './planeProjection';
import { useMemo } from 'react';
import type { PathResult, PlanePoint } from '../../jobs/jobs';
import { usePathStates, useWorkspace } from '../context';
import { seriesOf, type Series } from '../draw/series';
import { resultOf } from '../stage';

/** A path as it lies in the plane. */
export interface PathOnPlane {
  readonly series: Series;
  readonly points: readonly PlanePoint[];
  /** Null while it is not evaluated on images like the plane's. */
  readonly along: PathResult | null;
}

/**
 * Those of the experiment that are there and not hidden.
 *
 * @param made what the plane was made with
 */
export function useShownOnPlane(
  projection: PlaneProjection | null,
  made: Experiment,
): readonly PathOnPlane[] {
  const now = useWorkspace((state) => state.experiment);
  const hidden = useWorkspace(({ view }) => view.hidden);
  const states = usePathStates();
  const { split } = made.evaluation;
  return useMemo(
    () =>
      seriesOf(now).flatMap((series): PathOnPlane[] => {
        const { name } = series;
        const path = projection?.paths.find((candidate) => candidate.name === name);
        if (path === undefined || hidden.includes(name)) return [];
        const result = resultOf(states[name]);
        const isAlike = result?.recipe.experiment.evaluation.split === split;
        return [{ series, points: path.points, along: isAlike ? result.value : null }];
      }),
    [projection, now, hidden, states, split],
  );
}
