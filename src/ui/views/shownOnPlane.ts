/** The paths that are drawn on the plane: where they lie, and what they have there themselves. */
import { planOfExperiment, type Experiment } from '../../pipeline/experiment';
import { pathRef } from '../../pipeline/kinds/pair/refs';
import { ofTheSame } from '../../pipeline/staleness';
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
  /** Null while it is not evaluated on images like the plane's, or of other networks than those that are drawn. */
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
        const its = result?.recipe.experiment;
        const isAlike =
          its?.evaluation.split === split &&
          ofTheSame(pathRef(name).id, planOfExperiment(its), planOfExperiment(path.made));
        return [{ series, points: path.points, along: isAlike ? (result?.value ?? null) : null }];
      }),
    [projection, now, hidden, states, split],
  );
}
