/**
 * How much work to do between two yields: amounts that take about one chosen time, so that progress flows and a
 * cancelled job stops soon, on a fast engine as on a slow one.
 */

/** Milliseconds from any fixed moment. */
export type Clock = () => number;

/**
 * Milliseconds of a descent after which a checkpoint is due; with the steps under way, and the time to write it where it
 * is kept, it is less than 2 s old.
 */
export const CHECKPOINT_INTERVAL = 1000;

export interface Pace {
  /** How many items to do next, at least 1. */
  size(): number;
  /** Records that `items` took `milliseconds`. */
  record(items: number, milliseconds: number): void;
}

/**
 * Starts at one item and at most quadruples, so that a first call (which compiles) misleads for a moment only.
 *
 * @param target milliseconds that one amount should take
 * @param most items at a time
 */
export function paceOf(target: number, most = Infinity): Pace {
  let size = 1;
  return {
    size: () => size,
    record(items, milliseconds) {
      const wanted = (items * target) / Math.max(milliseconds, 0.01);
      size = Math.max(1, Math.round(Math.min(wanted, 4 * items, most)));
    },
  };
}
