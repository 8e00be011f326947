/** A lesson: its landscapes are fetched, then its screens stand beside one stage. */
import { useEffect, useMemo } from 'react';
import { StoresContext, useStores } from '../context';
import { useLandscapes } from './landscapes';
import { LessonBody } from './LessonBody';
import { LessonLink } from './LessonLink';
import type { NamedLesson } from './lessons';
import { lessonStores, takeToLab } from './lessonStores';
import { useScreens } from './useScreens';

export function Lesson({ lesson }: { readonly lesson: NamedLesson }) {
  const outer = useStores();
  const { landscapes, error, retry } = useLandscapes(lesson);
  const [first] = landscapes.values();
  const isReady = first !== undefined;
  const stores = useMemo(
    () => (first === undefined ? null : lessonStores(outer, first)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what it began with does not matter later
    [outer, isReady],
  );
  const screens = useScreens(lesson, isReady);
  // What is trained for a lesson ends with it.
  useEffect(() => () => stores?.workspace.getState().stop(), [stores]);
  return (
    <article className="lesson">
      <header className="lesson-head">
        <p>
          <LessonLink to={null}>All lessons</LessonLink>
        </p>
        <h1>{lesson.title}</h1>
        <p className="lesson-lead">{lesson.question}</p>
      </header>
      {error !== null && (
        <p className="lesson-error" role="alert">
          Not all of this lesson arrived. {error}{' '}
          <button type="button" className="button small" onClick={retry}>
            Try again
          </button>
        </p>
      )}
      {stores === null ? (
        <p className="hint">Loading the landscape</p>
      ) : (
        <StoresContext value={stores}>
          <LessonBody
            {...{ lesson, landscapes, screens }}
            onTake={() => takeToLab(outer, stores, (name) => landscapes.get(name))}
          />
        </StoresContext>
      )}
    </article>
  );
}
