/** The slider moves by itself: from A to B and back. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStores } from '../context';
import { roundedAlpha } from '../draw/series';
import { useMedia } from '../hooks';

/** Seconds from A to B and back. */
const SECONDS = 4;

/** Places at which it stops where motion is to be reduced. */
const STOPS = 8;

/** Where the slider is after a part of the way there and back, 0 to 1; where motion is reduced, in few steps. */
export function alphaAfter(part: number, reduced: boolean): number {
  const there = reduced ? Math.floor(part * (STOPS + 1)) / STOPS : part;
  return roundedAlpha(1 - Math.abs(1 - 2 * Math.min(1, there)));
}

export interface Play {
  readonly playing: boolean;
  readonly play: () => void;
  readonly pause: () => void;
}

/** Plays once; whoever else moves the slider stops it. */
export function usePlay(): Play {
  const { workspace } = useStores();
  const reduced = useMedia('(prefers-reduced-motion: reduce)');
  const [playing, setPlaying] = useState(false);
  const own = useRef(0);
  useEffect(() => {
    if (!playing) return;
    let began: number | null = null;
    const put = (alpha: number) => {
      own.current = alpha;
      if (alpha !== workspace.getState().view.alpha) workspace.getState().look({ alpha });
    };
    put(0);
    const step = (time: number) => {
      began ??= time;
      const part = (time - began) / (1000 * SECONDS);
      put(alphaAfter(part, reduced));
      if (part < 1) frame = requestAnimationFrame(step);
      else setPlaying(false);
    };
    let frame = requestAnimationFrame(step);
    const unsubscribe = workspace.subscribe(({ view }) => {
      if (view.alpha !== own.current) setPlaying(false);
    });
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, [playing, reduced, workspace]);
  const play = useCallback(() => setPlaying(true), []);
  const pause = useCallback(() => setPlaying(false), []);
  return { playing, play, pause };
}
