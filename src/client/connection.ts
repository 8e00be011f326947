/** One worker seen from the page: jobs go out, progress and results come back. */
import type { JobMap, JobName } from '../jobs/jobs';
import { messageToError, type FromWorker, type ToWorker } from '../jobs/protocol';

/** The worker ended before it answered: closed, crashed, or its script did not load. */
export class WorkerGoneError extends Error {
  override readonly name = 'WorkerGoneError';
}

export interface RunOptions<Name extends JobName> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: JobMap[Name]['progress']) => void) | undefined;
}

/** The part of a Worker, or of a MessagePort, that is used. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror?: ((event: ErrorEvent) => void) | null;
  postMessage(message: ToWorker): void;
  terminate?(): void;
}

export interface Connection {
  /**
   * Runs a job. An abort rejects at once with the signal's reason; `settled` of the job still waits for the worker.
   */
  run<Name extends JobName>(
    name: Name,
    request: JobMap[Name]['request'],
    options?: RunOptions<Name>,
  ): { readonly result: Promise<JobMap[Name]['result']>; readonly settled: Promise<void> };
  /** Resolves when the worker has ended, with why. */
  readonly gone: Promise<string>;
  /** Ends the worker. */
  terminate(): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: unknown): void;
  progress(progress: unknown): void;
  settle(): void;
}

/** @param locks the browser's lock manager, by which the end of a worker is noticed; absent on insecure pages */
export function connect(worker: WorkerLike, locks?: LockManager): Connection {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let reportGone: (why: string) => void = () => undefined;
  let ended: string | null = null;
  const gone = new Promise<string>((resolve) => (reportGone = resolve));

  const end = (why: string) => {
    if (ended !== null) return;
    ended = why;
    for (const job of pending.values()) {
      job.reject(new WorkerGoneError(why));
      job.settle();
    }
    pending.clear();
    worker.terminate?.();
    reportGone(why);
  };

  worker.onmessage = ({ data }) => {
    if (data.type === 'locked') {
      void locks?.request(data.lock, () => end('A worker stopped.'));
      return;
    }
    const job = pending.get(data.id);
    if (job === undefined) return;
    if (data.type === 'progress') {
      job.progress(data.progress);
      return;
    }
    pending.delete(data.id);
    if (data.type === 'result') job.resolve(data.result);
    else job.reject(messageToError(data.error));
    job.settle();
  };
  worker.onerror = (event) =>
    end(`A worker stopped: ${event.message || 'its script did not load'}.`);

  return {
    gone,
    terminate: () => end('The worker was ended.'),
    run<Name extends JobName>(
      name: Name,
      request: JobMap[Name]['request'],
      { signal, onProgress }: RunOptions<Name> = {},
    ) {
      const id = nextId++;
      let settle: () => void = () => undefined;
      const settled = new Promise<void>((resolve) => (settle = resolve));
      const result = new Promise<JobMap[Name]['result']>((resolve, reject) => {
        if (ended !== null || signal?.aborted === true) {
          reject(ended === null ? (signal?.reason as Error) : new WorkerGoneError(ended));
          settle();
          return;
        }
        let cancelled = false;
        const cancel = () => {
          cancelled = true;
          worker.postMessage({ type: 'cancel', id });
          reject(signal?.reason as Error);
        };
        signal?.addEventListener('abort', cancel, { once: true });
        pending.set(id, {
          // The map's types tie a job's name to its messages; the channel itself only knows ids.
          resolve: (value) => resolve(value as JobMap[Name]['result']),
          reject,
          progress: (value) => {
            if (!cancelled) onProgress?.(value as JobMap[Name]['progress']);
          },
          settle: () => {
            signal?.removeEventListener('abort', cancel);
            settle();
          },
        });
        worker.postMessage({ type: 'run', id, name, request } as ToWorker);
      });
      return { result, settled };
    },
  };
}
