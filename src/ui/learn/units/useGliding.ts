/** Numbers that glide to where they are wanted. */
import { useEffect, useRef, useState } from 'react';
import { useMedia } from '../../hooks';
import { CALM, eased, play } from '../../motion';

/** Milliseconds. */
const GLIDE = 400;

/** @returns the numbers as they are to be drawn now: at once the wanted ones where motion is to be reduced */
export function useGliding(wanted: readonly number[]): readonly number[] {
  const calm = useMedia(CALM);
  const [shown, setShown] = useState(wanted);
  const latest = useRef(wanted);
  const key = wanted.join();
  useEffect(() => {
    const to = key.split(',').map(Number);
    const from = latest.current;
    if (calm) {
      latest.current = to;
      return;
    }
    return play(GLIDE, (share) => {
      latest.current = to.map((end, i) => {
        const start = from[i] ?? end;
        return start + eased(share) * (end - start);
      });
      setShown(latest.current);
    });
  }, [key, calm]);
  return calm ? wanted : shown;
}
