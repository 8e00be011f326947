/** The path over the plane's grid whose highest loss is least, found once for each plane. */
import { useEffect, useState } from 'react';
import type { PlaneResult } from '../../pipeline/tasks/types';
import type { Session } from '../../store/session';
import { useStores } from '../context';
import { END, placesOf, START, type Place } from '../draw/polyline';

/** Null where none joins both ends. */
type Found = readonly Place[] | null;

/** By the losses of the plane. */
const known = new WeakMap<Float64Array, Promise<Found>>();

function findOn({ grid, loss }: PlaneResult, { pool }: Session): Promise<Found> {
  let found = known.get(loss);
  if (found === undefined) {
    found = pool
      .run('gridPath', { grid, loss, from: START, to: END }, { urgent: true })
      .then((numbers) => numbers && placesOf(numbers));
    known.set(loss, found);
    // A worker that was lost is not the plane's fault.
    found.catch(() => known.delete(loss));
  }
  return found;
}

/** @param plane null asks for none @returns undefined until it is known */
export function useGridPath(plane: PlaneResult | null): Found | undefined {
  const { session } = useStores();
  const [path, setPath] = useState<{ readonly of: PlaneResult; readonly found: Found } | null>(
    null,
  );
  useEffect(() => {
    if (plane === null) return;
    let wanted = true;
    findOn(plane, session).then(
      (found) => wanted && setPath({ of: plane, found }),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [plane, session]);
  return path !== null && path.of === plane ? path.found : undefined;
}
