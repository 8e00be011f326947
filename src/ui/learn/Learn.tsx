/** The list of lessons, or the one that is open. */
import type { Session } from '../../store/session';
import { usePage } from '../context';
import { Lesson } from './Lesson';
import { LessonList } from './LessonList';
import { LESSONS } from './lessons';
import '../styles/learn.css';
import '../styles/assignment.css';
import '../styles/units.css';

const lessonOf = (name: string | null | undefined) => LESSONS.find((known) => known.name === name);

/** Fetches what a lesson begins with. */
export async function fetchFirst({ shipped }: Session, name: string | undefined): Promise<void> {
  const lesson = lessonOf(name);
  if (lesson !== undefined) await shipped.landscape(lesson.landscape);
}

export function Learn() {
  const name = usePage(({ lesson }) => lesson?.name ?? null);
  const lesson = lessonOf(name);
  return lesson === undefined ? (
    <LessonList unknown={name} />
  ) : (
    <Lesson key={lesson.name} lesson={lesson} />
  );
}
