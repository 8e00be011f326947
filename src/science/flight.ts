/** Calls of an engine of which more than one may be under way, answered in the order in which they were made. */
import type { Clock, Pace } from './pace';

/** An answer, and how many items it is of. */
export interface Landed<Result> {
  readonly items: number;
  readonly result: Result;
}

export interface Flight<Result> {
  /** Calls under way. */
  readonly size: number;
  /** Takes a call that was just made, of so many items. */
  send(items: number, call: Promise<Result>): void;
  /** Waits for the oldest call. */
  land(): Promise<Landed<Result>>;
  /** Waits for all calls, whatever becomes of them. */
  settle(): Promise<void>;
}

/** @param pace told how long each call took: from the moment when the engine was free for it */
export function flightOf<Result>(pace: Pace, clock: Clock): Flight<Result> {
  const calls: { items: number; began: number; call: Promise<Result> }[] = [];
  let free = -Infinity;
  return {
    get size() {
      return calls.length;
    },
    send(items, call) {
      // A call that fails while an older one is waited for is not unheard of.
      call.catch(() => undefined);
      calls.push({ items, began: clock(), call });
    },
    async land() {
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
