/** Calls of an engine of which more than one may be under way, answered in the order in which they were made. */
import type { Clock, Pace } from './pace';

/** An answer, and how many items it is of. */
export interface Answered<Result> {
  readonly items: number;
  readonly result: Result;
}

export interface CallsInFlight<Result> {
  /** Calls under way. */
  readonly size: number;
  /** Takes a call that was just made, of so many items. */
  send(items: number, call: Promise<Result>): void;
  /** Waits for the oldest call. */
  next(): Promise<Answered<Result>>;
  /** Waits for all calls, whatever becomes of them. */
  settle(): Promise<void>;
}

/** @param pace records how long each call took: from the moment when the engine was free for it */
export function callsInFlight<Result>(pace: Pace, clock: Clock): CallsInFlight<Result> {
  const calls: { items: number; began: number; call: Promise<Result> }[] = [];
  let free = -Infinity;
  return {
    get size() {
      return calls.length;
    },
    send(items, call) {
      // A call that fails while an older one is awaited may fail before anyone waits for it.
      call.catch(() => undefined);
      calls.push({ items, began: clock(), call });
    },
    async next() {
      const oldest = calls.shift();
      if (oldest === undefined) throw new Error('internal: no call is under way');
      const { items, began, call } = oldest;
      const result = await call;
      const now = clock();
      pace.record(items, now - Math.max(began, free));
      free = now;
      return { items, result };
    },
    async settle() {
      await Promise.allSettled(calls.map(({ call }) => call));
    },
  };
}
