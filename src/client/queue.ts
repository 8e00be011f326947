/** Jobs that wait for a free slot, those of a lower priority number first. */
export interface Queue<Slot> {
  /** Resolves with a slot when the turn comes; rejects with the signal's reason when it is aborted before. */
  wait(priority: number, signal: AbortSignal | undefined): Promise<Slot>;
  /** Gives a slot to the first that waits; false when none does. */
  give(slot: Slot): boolean;
  /** Rejects all that wait. */
  refuse(error: Error): void;
}

interface Waiting<Slot> {
  readonly priority: number;
  take(slot: Slot): void;
  refuse(error: Error): void;
}

export function createQueue<Slot>(): Queue<Slot> {
  let queue: Waiting<Slot>[] = [];
  return {
    wait: (priority, signal) =>
      new Promise((resolve, reject) => {
        const leave = () => {
          queue = queue.filter((other) => other !== waiting);
          reject(signal?.reason as Error);
        };
        const stay = () => signal?.removeEventListener('abort', leave);
        const waiting: Waiting<Slot> = {
          priority,
          take(slot) {
            stay();
            resolve(slot);
          },
          refuse(error) {
            stay();
            reject(error);
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        const index = queue.findIndex((other) => other.priority > priority);
        queue.splice(index < 0 ? queue.length : index, 0, waiting);
      }),
    give(slot) {
      const first = queue.shift();
      first?.take(slot);
      return first !== undefined;
    },
    refuse(error) {
      for (const waiting of queue.splice(0)) waiting.refuse(error);
    },
  };
}
