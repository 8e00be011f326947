/** The slider moves by itself: from A to B and back. */
import { useEffect } from 'react';
import { usePage, useStores } from '../context';
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

/** Moves the slider while `playing` is set on the page, once there and back; whoever else moves it stops it. */
export function useWalk(): void {
  const { workspace, page } = useStores();
  const playing = usePage((state) => state.playing);
  const reduced = useMedia('(prefers-reduced-motion: reduce)');
  useEffect(() => {
    if (!playing) return;
    const stop = () => page.setState({ playing: false });
    let began: number | null = null;
    let own = 0;
    const put = (alpha: number) => {
      own = alpha;
      if (alpha !== workspace.getState().view.alpha) workspace.getState().look({ alpha });
    };
    put(0);
    const step = (time: number) => {
      began ??= time;
      const part = (time - began) / (1000 * SECONDS);
      put(alphaAfter(part, reduced));
      if (part < 1) frame = requestAnimationFrame(step);
      else stop();
    };
    let frame = requestAnimationFrame(step);
    const unsubscribe = workspace.subscribe(({ view }) => {
      if (view.alpha !== own) stop();
    });
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, [playing, reduced, workspace, page]);
}
