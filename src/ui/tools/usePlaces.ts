/** Losses at places of the plane, asked while they move. */
import { useMemo } from 'react';
import type { PlacesResult } from '../../jobs/jobs';
import { EVALUATE_PLACES, ON_PLANE, type AskedPlaces } from '../../store/places';
import { multiplicationsOf } from '../../model/architecture';
import { architectureOf } from '../../pipeline/kinds/pair/experiment';
import { useWorkspace } from '../context';
import { useAnswers } from '../useAnswers';

/** Lists of places by what they are, each the same object while it means the same; null asks nothing. */
export type PlacesByName = Readonly<Record<string, Float64Array<ArrayBuffer> | null>>;

/** The last answer about each, which may be of places that it had a moment ago. */
export function usePlaces(
  places: PlacesByName,
): (name: string) => { readonly of: Float64Array; readonly along: PlacesResult } | null {
  const wishes = useMemo(
    () =>
      new Map(
        Object.entries(places).flatMap(([name, list]): [string, AskedPlaces][] =>
          list === null ? [] : [[name, { places: list }]],
        ),
      ),
    [places],
  );
  const said = useAnswers(ON_PLANE, EVALUATE_PLACES, wishes);
  return (name) => {
    const { answer, wanted } = said.get(name) ?? { answer: null };
    if (answer === null || places[name] === null) return null;
    return { of: wanted.places, along: answer };
  };
}

/** Multiplications of one image through all networks of a path: less than a tenth of a second on 500 images. */
const LIVE = 4e6;

/** How finely a path is cut that is evaluated while it moves. */
export function usePieces(): number {
  const experiment = useWorkspace((state) => state.experiment);
  return useMemo(() => {
    const each = multiplicationsOf(architectureOf(experiment, 'B'));
    return Math.min(48, Math.max(12, Math.floor(LIVE / each)));
  }, [experiment]);
}
