import type { PlaneProjection } from './planeProjection';
import { useMemo } from 'react';
import type { PlanePoint } from '../../jobs/jobs';
import { useWorkspace } from '../context';
import { seriesOf, tagOf, tagPlace, type Series } from '../draw/series';

/** A path as it lies in the plane. */
interface PathOnPlane {
  readonly series: Series;
  /** Its number and where that is written, where there are many paths. */
  readonly tag: { readonly text: string; readonly alpha: number } | null;
  readonly points: readonly PlanePoint[];
}

/** The paths that are drawn on the plane: those of the experiment that are there and not hidden. */
export function useShownOnPlane(projection: PlaneProjection | null): readonly PathOnPlane[] {
  const now = useWorkspace((state) => state.experiment);
  const hidden = useWorkspace(({ view }) => view.hidden);
  return useMemo(() => {
    const all = seriesOf(now);
    return all.flatMap((series): PathOnPlane[] => {
      const { name } = series;
      const path = projection?.paths.find((candidate) => candidate.name === name);
      if (path === undefined || hidden.includes(name)) return [];
      const text = tagOf(all, name);
      const tag = text === null ? null : { text, alpha: tagPlace(all, name) };
      return [{ series, tag, points: path.points }];
    });
  }, [projection, now, hidden]);
}
