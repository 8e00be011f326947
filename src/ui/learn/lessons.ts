/** Every lesson, by the name of its file; apart from the first page, so import this lazily. */
import { readLesson, screensOf, type Lesson } from '../../pipeline/lessons/lesson';

const FILES = import.meta.glob<unknown>('../../../lessons/*.json', {
  eager: true,
  import: 'default',
});

export interface NamedLesson extends Lesson {
  /** Of its file, without an ending: its address. */
  readonly name: string;
  /** Ids of its screens. */
  readonly screens: readonly string[];
}

function named(path: string, document: unknown): NamedLesson {
  const lesson = readLesson(document);
  return {
    ...lesson,
    name: path.replace(/^.*\/|\.json$/g, ''),
    screens: screensOf(lesson),
  };
}

/** In their order. */
export const LESSONS: readonly NamedLesson[] = Object.entries(FILES)
  .map(([path, document]) => named(path, document))
  .sort((one, other) => one.number - other.number);
