/** Which screen of a lesson is open: its address says, and scrolling, keys and buttons turn to another. */
import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { usePage, useStores } from '../context';
import { useMedia } from '../hooks';
import { stepsOf } from '../stepKeys';
import { reach } from './kept';
import type { NamedLesson } from './lessons';

/** Where text and stage are side by side. */
export const SIDE_BY_SIDE = '(min-width: 60rem)';

/**
 * Shares of the window above and below the line whose screen is the open one: its middle, and on a phone the upper part
 * of what the stage leaves, as a screen's buttons are at its end.
 */
const LINE = { beside: '-50% 0px -50% 0px', below: '-58% 0px -42% 0px' };

export interface Screens {
  /** The place of the open one, from 0. */
  readonly at: number;
  /** The sections, in their order. */
  readonly sections: RefObject<(HTMLElement | null)[]>;
  /** Turns to a screen, which is brought into view. */
  go(to: number): void;
  /** Makes a screen that is in view the open one. */
  seen(at: number): void;
}

/** @param ready true once the sections are there */
export function useScreens({ name, screens }: NamedLesson, ready: boolean): Screens {
  const { page } = useStores();
  const place = usePage(({ lesson }) => lesson);
  const at = Math.max(0, screens.indexOf(place?.screen ?? ''));
  const sections = useRef<(HTMLElement | null)[]>([]);
  const isBeside = useMedia(SIDE_BY_SIDE);

  const turn = useCallback(
    (to: number, scrolled: boolean) => {
      const screen = screens[to];
      if (screen !== undefined) page.setState({ lesson: { name, screen, scrolled } });
    },
    [page, name, screens],
  );
  const go = useCallback((to: number) => turn(to, false), [turn]);
  const seen = useCallback(
    (now: number) => {
      if (now !== at) turn(now, true);
    },
    [at, turn],
  );

  // Buttons, keys, links and the browser's Back bring a screen into view, which has the focus then; scrolling has already.
  const screen = place?.scrolled === true ? null : (place?.screen ?? null);
  useLayoutEffect(() => {
    const section = screen === null ? null : sections.current[screens.indexOf(screen)];
    if (!ready || section === null || section === undefined) return;
    section.scrollIntoView({ block: 'start', behavior: 'instant' });
    section.focus({ preventScroll: true });
  }, [ready, screen, place, screens]);

  useEffect(() => {
    if (ready) reach(name, at);
  }, [ready, name, at]);

  useEffect(() => {
    if (!ready) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.find(({ isIntersecting }) => isIntersecting);
        const now = sections.current.findIndex((section) => section === entry?.target);
        if (now >= 0) seen(now);
      },
      { rootMargin: isBeside ? LINE.beside : LINE.below },
    );
    for (const section of sections.current) if (section !== null) observer.observe(section);
    return () => observer.disconnect();
  }, [ready, seen, isBeside]);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const by = stepsOf(event, true);
      if (by === null) return;
      event.preventDefault();
      go(at + by);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [at, go]);

  return { at, sections, go, seen };
}
