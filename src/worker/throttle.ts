/** True at most once in `interval` milliseconds. */
export function throttle(interval: number, clock: () => number = () => performance.now()) {
  let last = -Infinity;
  return () => {
    const now = clock();
    if (now - last < interval) return false;
    last = now;
    return true;
  };
}
