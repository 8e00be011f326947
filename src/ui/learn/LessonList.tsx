/** The lessons: what each answers, how long it takes, how far the visitor came. */
import { useStore } from 'zustand';
import { countedText } from '../format';
import { reached } from './kept';
import { LessonLink } from './LessonLink';
import { LESSONS, type NamedLesson } from './lessons';

/** @param unknown the name of a lesson that there is not, which the address asks for; null for none */
export function LessonList({ unknown }: { readonly unknown: string | null }) {
  return (
    <div className="lesson-list">
      <h1>Lessons</h1>
      <p className="lesson-lead">
        Short lessons with live pictures. Guess, drag, see what the numbers say; then take it into
        the lab.
      </p>
      {unknown !== null && (
        <p role="status">There is no lesson “{unknown.slice(0, 40)}”. These there are:</p>
      )}
      <ol className="lesson-cards" aria-label="Lessons">
        {LESSONS.map((lesson) => (
          <LessonCard key={lesson.name} lesson={lesson} />
        ))}
      </ol>
    </div>
  );
}

function LessonCard({ lesson }: { readonly lesson: NamedLesson }) {
  const { name, title, question, minutes, screens } = lesson;
  const seen = Math.min(screens.length, useStore(reached)[name] ?? 0);
  const isDone = seen === screens.length;
  const next = screens[seen - 1];
  return (
    <li className="lesson-card">
      <h2>
        <LessonLink to={{ name, screen: null }}>{title}</LessonLink>
      </h2>
      <p>{question}</p>
      <p className="lesson-card-foot">
        <span>{countedText(minutes, 'minute')}</span>
        {isDone && <span className="lesson-done">Read to its end</span>}
        {!isDone && next !== undefined && seen > 1 && (
          <LessonLink
            to={{ name, screen: next }}
            label={`${title}: go on at ${seen} of ${screens.length}`}
          >
            Go on at {seen} of {screens.length}
          </LessonLink>
        )}
      </p>
    </li>
  );
}
