/** A gap between two looks counts as this many milliseconds at most: a laptop that slept worked no longer. */
const LONGEST_GAP = 60_000;

/**
 * Measures work that is looked at all the time.
 *
 * @param clock milliseconds from any fixed moment
 * @param earlier seconds to begin with
 * @returns the seconds of work so far
 */
export function stopwatch(clock: () => number = () => performance.now(), earlier = 0) {
  let seconds = earlier;
  let last = clock();
  return (): number => {
    const now = clock();
    seconds += Math.min(Math.max(now - last, 0), LONGEST_GAP) / 1000;
    last = now;
    return seconds;
  };
}
