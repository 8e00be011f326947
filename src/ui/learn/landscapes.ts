/** The landscapes of a lesson: all are fetched at once, each is there as soon as it has arrived. */
import { useEffect, useMemo, useState } from 'react';
import type { Figure } from '../../pipeline/figures';
import { figuresFor, figuresIn, landscapesOf } from '../../pipeline/lessons/figures';
import type { Lesson } from '../../pipeline/lessons/lesson';
import type { Landscape } from '../../pipeline/landscape';
import { wordsOf } from '../../store/failure';
import { useStores } from '../context';

/** A landscape with its figures. */
export interface Arrived extends Landscape {
  readonly figures: readonly Figure[];
}
export type Landscapes = ReadonlyMap<string, Arrived>;
export type FiguresByName = ReadonlyMap<string, Figure>;

/** @returns what has arrived, and why something has not; null where nothing went wrong */
export function useLandscapes(lesson: Lesson): {
  readonly landscapes: Landscapes;
  readonly error: string | null;
  retry(): void;
} {
  const { session } = useStores();
  const [landscapes, setLandscapes] = useState<Landscapes>(new Map());
  const [error, setError] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    const { shipped } = session;
    const fetchOne = async (name: string) => {
      try {
        const landscape = await shipped.landscape(name);
        const arrived = { ...landscape, figures: figuresIn(landscape) };
        if (wanted) setLandscapes((known) => new Map(known).set(name, arrived));
        // What its slider needs, so that a step that turns to it waits for nothing; said where it is missed.
        for (const file of landscape.pending.flatMap(({ files }) => files))
          shipped.weights(file).catch(() => undefined);
      } catch (cause) {
        if (wanted) setError(wordsOf(cause));
      }
    };
    const [first = lesson.landscape, ...others] = landscapesOf(lesson);
    void fetchOne(first).then(() => wanted && others.map(fetchOne));
    return () => {
      wanted = false;
    };
  }, [session, lesson, attempt]);
  const retry = () => {
    setError(null);
    setAttempt(attempt + 1);
  };
  return { landscapes, error, retry };
}

/** The figures that a step may speak of, by their names in its text. */
export function useFigures(own: string, landscapes: Landscapes): FiguresByName {
  return useMemo(() => byName(figuresOfAll(own, landscapes)), [own, landscapes]);
}

export const byName = (figures: readonly Figure[]): FiguresByName =>
  new Map(figures.map((figure) => [figure.name, figure]));

/** @param instead figures in place of a landscape's own, by its name */
export function figuresOfAll(
  own: string,
  landscapes: Landscapes,
  instead: ReadonlyMap<string, readonly Figure[]> = new Map(),
): readonly Figure[] {
  return figuresFor(
    own,
    landscapes.keys(),
    (name) => instead.get(name) ?? landscapes.get(name)?.figures,
  );
}
