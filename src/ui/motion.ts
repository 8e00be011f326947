/** Movements in time: each a share from 0 to 1, eased. */

/** Slow at both ends. */
export const eased = (share: number): number =>
  share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;

/**
 * Shares of so many that begin one after the other and end together with the whole.
 *
 * @param spread share of the time in which they begin
 */
export function staggered(share: number, index: number, count: number, spread = 0.4): number {
  const begin = count > 1 ? (spread * index) / (count - 1) : 0;
  return eased(Math.min(1, Math.max(0, (share - begin) / (1 - spread))));
}

/** Calls `draw` in each frame with the share of the time that has passed, the last time with 1; answers what ends it. */
export function play(milliseconds: number, draw: (share: number) => void): () => void {
  const began = performance.now();
  let frame = requestAnimationFrame(function step(now) {
    const share = Math.min(1, Math.max(0, now - began) / milliseconds);
    draw(share);
    if (share < 1) frame = requestAnimationFrame(step);
  });
  return () => cancelAnimationFrame(frame);
}

/** Milliseconds in which A goes to pi(A), and neurons to their partners; and in which the line from there is drawn. */
export const ALIGNING = 600;
export const LINE = 500;

export const CALM = '(prefers-reduced-motion: reduce)';
