/** One computation for all that ask for the same key at the same time. */

interface Computation<Progress, Result> {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  readonly listeners: Set<(progress: Progress) => void>;
  progress: Progress | null;
}

export interface Asker<Progress> {
  readonly signal: AbortSignal;
  /** Called with the progress so far at once, where there is any. */
  readonly onProgress: (progress: Progress) => void;
}

export interface Shared<Progress, Result> {
  /**
   * Joins the computation of a key, or starts it. An abort rejects at once with the signal's reason; the computation
   * itself is aborted with the last that asked for it.
   */
  ask(
    key: string,
    asker: Asker<Progress>,
    start: (signal: AbortSignal, progress: (progress: Progress) => void) => Promise<Result>,
  ): Promise<Result>;
}

export function createShared<Progress, Result>(): Shared<Progress, Result> {
  const inFlight = new Map<string, Computation<Progress, Result>>();

  const begin = (
    key: string,
    start: (signal: AbortSignal, progress: (progress: Progress) => void) => Promise<Result>,
  ): Computation<Progress, Result> => {
    const controller = new AbortController();
    const listeners = new Set<(progress: Progress) => void>();
    const report = (progress: Progress) => {
      computation.progress = progress;
      for (const listener of listeners) listener(progress);
    };
    const computation: Computation<Progress, Result> = {
      controller,
      listeners,
      progress: null,
      // In a task of its own, so that its progress finds its listeners there.
      result: Promise.resolve().then(() => start(controller.signal, report)),
    };
    inFlight.set(key, computation);
    const end = () => {
      if (inFlight.get(key) === computation) inFlight.delete(key);
    };
    computation.result.then(end, end);
    return computation;
  };

  return {
    async ask(key, { signal, onProgress }, start) {
      signal.throwIfAborted();
      const computation = inFlight.get(key) ?? begin(key, start);
      if (computation.progress !== null) onProgress(computation.progress);
      // A function of its own for each that asks, as two may pass the same.
      const listener = (progress: Progress) => onProgress(progress);
      computation.listeners.add(listener);
      let leave: () => void = () => undefined;
      const aborted = new Promise<never>((_, reject) => {
        leave = () => reject(signal.reason as Error);
        signal.addEventListener('abort', leave, { once: true });
      });
      try {
        return await Promise.race([computation.result, aborted]);
      } finally {
        signal.removeEventListener('abort', leave);
        computation.listeners.delete(listener);
        if (computation.listeners.size === 0 && signal.aborted) {
          if (inFlight.get(key) === computation) inFlight.delete(key);
          computation.controller.abort(signal.reason);
        }
      }
    },
  };
}
