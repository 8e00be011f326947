/** How far a visitor came in each lesson, kept in the browser. */
import { createStore } from 'zustand/vanilla';
import { keep, keptText } from '../kept';

const KEY = 'isthmus-lessons';

/** How many screens of each lesson were seen, by its name. */
export type Reached = Readonly<Record<string, number>>;

/** What is kept; what is no count, an older or another page has left there. */
export function reachedIn(text: string | null): Reached {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).filter(([, count]) => Number.isInteger(count) && count > 0),
  );
}

export const reached = createStore<Reached>(() => reachedIn(keptText(KEY)));

/** Notes that a visitor has come to a screen. @param screen its place among the lesson's, from 0 */
export function reach(lesson: string, screen: number): void {
  const before = reached.getState()[lesson] ?? 0;
  if (screen < before) return;
  reached.setState({ [lesson]: screen + 1 });
  keep(KEY, JSON.stringify(reached.getState()));
}
