/** The lines of a tool's chart: what the visitor makes, then what it is compared with. */
import { useMemo } from 'react';
import { PLANE } from '../../pipeline/kinds/pair/refs';
import type { PathName } from '../../jobs/paths';
import { useTask, useWorkspace } from '../context';
import { distanceUnit } from '../draw/along';
import { END, placesAlong, START, type Place } from '../draw/polyline';
import { usePaths } from '../views/drawnPaths';
import { useProjection } from '../views/planeProjection';
import { useShownOnPlane } from '../views/shownOnPlane';
import { shownPlane } from '../views/shownPlane';
import { joins, lineOfCurve, lineThrough, LOOKS, type ToolLine } from './lines';
import { usePieces, usePlaces } from './usePlaces';

const STRAIGHT = [START, END];

interface LinesOptions {
  /** What the visitor makes, and its places; null before. */
  readonly own: 'drawn' | 'curve';
  readonly places: Float64Array<ArrayBuffer> | null;
  /** The best path on the grid where it is wanted and there is one. */
  readonly grid: readonly Place[] | null;
  readonly ends: readonly [start: string, end: string] | null;
}

export function useLines({ own, places, grid, ends }: LinesOptions): {
  readonly lines: readonly ToolLine[];
  readonly own: ToolLine | null;
} {
  const pieces = usePieces();
  const isThere = ends !== null;
  const asked = useMemo(
    () => ({
      straight: isThere ? placesAlong(STRAIGHT, pieces) : null,
      grid: isThere && grid !== null ? placesAlong(grid, pieces) : null,
    }),
    [isThere, grid, pieces],
  );
  const all = useMemo(
    () => ({ [own]: isThere ? places : null, ...asked }),
    [own, isThere, places, asked],
  );
  const said = usePlaces(all);
  const curves = useCurves(ends);
  const made = said(own);
  const ownLine = made === null ? null : lineThrough(LOOKS[own], made);
  const straight = said('straight');
  const best = said('grid');
  return {
    own: ownLine,
    lines: [
      ...(ownLine === null ? [] : [ownLine]),
      ...(straight === null ? [] : [lineThrough(LOOKS.straight, straight)]),
      ...curves,
      ...(best === null ? [] : [lineThrough(LOOKS.grid, best)]),
    ],
  };
}

/** The trained curves of the experiment that join the ends of the plane. */
function useCurves(ends: LinesOptions['ends']): readonly ToolLine[] {
  const stage = useTask(PLANE);
  const now = useWorkspace((state) => state.experiment);
  const { plane, made } = useMemo(() => shownPlane(stage, now), [stage, now]);
  const { projection } = useProjection(plane, made);
  const shown = useShownOnPlane(projection, made);
  const { paths } = usePaths();
  return useMemo(() => {
    if (ends === null) return [];
    const pathOf = (name: PathName) =>
      paths.find(({ series }) => series.name === name)?.path ?? null;
    const unit = distanceUnit({
      naive: ends[0] === 'A' ? pathOf('naive') : null,
      permuted: pathOf('permuted'),
    });
    return shown.flatMap((curve) =>
      curve.along !== null && joins(curve.series.name, made, ends)
        ? lineOfCurve(curve, curve.along, unit.length)
        : [],
    );
  }, [ends, paths, shown, made]);
}
