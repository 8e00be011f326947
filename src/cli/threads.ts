/** The page's pool of workers on threads of Node. */
import { Worker } from 'node:worker_threads';
import { connect, type Connection, type WorkerLike } from '../client/connection';
import { createPool, type Pool, type PoolOptions } from '../client/workerPool';
import type { FromWorker } from '../jobs/protocol';

/** What a thread is given when it starts. */
export interface ThreadData {
  /** Folder of the program. */
  readonly root: string;
}

export interface Threads {
  readonly pool: Pool;
  /** Ends every thread; the pool is of no use after that. */
  close(): void;
}

/** @param root folder of the program */
export function openThreads(root: URL, options: Omit<PoolOptions, 'spawn' | 'advice'>): Threads {
  const threads = new Set<Worker>();
  let closed = false;

  const spawn = (): Connection => {
    const data: ThreadData = { root: root.href };
    const thread = new Worker(new URL('dist-cli/thread.js', root), { workerData: data });
    threads.add(thread);
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      postMessage: (message) => thread.postMessage(message),
      terminate: () => void thread.terminate(),
    };
    const end = (message: string) => {
      threads.delete(thread);
      // Node 20 has no ErrorEvent.
      const event = Object.assign(new Event('error'), { message }) as ErrorEvent;
      if (!closed) worker.onerror?.(event);
    };
    thread.on('message', (message: FromWorker) =>
      worker.onmessage?.(new MessageEvent('message', { data: message })),
    );
    thread.on('error', (error) => end(error instanceof Error ? error.message : String(error)));
    thread.on('exit', (code) => end(`it exited with code ${code}`));
    return connect(worker);
  };

  return {
    pool: createPool({ ...options, spawn, advice: 'Start the command again.' }),
    close() {
      closed = true;
      for (const thread of threads) void thread.terminate();
    },
  };
}
