/** Several workers with one engine each: a queue by priority, and a replacement for every worker that ends. */
import type { EngineChoice, JobMap, JobName, StoredDataset } from '../jobs/jobs';
import { WorkerGoneError, type Connection, type RunOptions } from './connection';

export interface PoolRunOptions<Name extends JobName> extends RunOptions<Name> {
  /** Waiting jobs of a lower number run first. */
  readonly priority?: number;
}

export interface EngineStart {
  readonly info: JobMap['start']['result']['info'];
  readonly rejected: readonly string[];
  readonly workers: number;
}

export interface PoolOptions {
  /** Makes a worker. */
  readonly spawn: () => Connection;
  /** How many workers share the work of a CPU engine. */
  readonly processors: number;
  /** Told in plain words of a worker that was replaced or an engine that was lost. */
  readonly onNotice: (text: string) => void;
  /** Told when the engine changes without being asked to. */
  readonly onEngine: (engine: EngineStart) => void;
}

export interface Pool {
  /** Starts the engine, in place of the one before; jobs under way start again on the new one. */
  start(choice: EngineChoice): Promise<EngineStart>;
  /** Gives every worker, now and later, the dataset. */
  place(dataset: StoredDataset): Promise<void>;
  /** Runs a job on the next free worker; a job whose worker ends or whose engine is lost is run again, twice at most. */
  run<Name extends JobName>(
    name: Name,
    request: JobMap[Name]['request'],
    options?: PoolRunOptions<Name>,
  ): Promise<JobMap[Name]['result']>;
  /** Workers that share the work. */
  readonly size: number;
}

/** A cancelled job that does not stop within this time is ended with its worker, in milliseconds. */
const PATIENCE = 5000;
const ATTEMPTS = 3;

interface Slot {
  connection: Connection;
  busy: boolean;
  /** Resolves when the slot's engine is started and holds the dataset. */
  ready: Promise<void>;
}

interface Waiting {
  readonly priority: number;
  take(slot: Slot): void;
  refuse(error: Error): void;
}

export function createPool({ spawn, processors, onNotice, onEngine }: PoolOptions): Pool {
  let slots: Slot[] = [];
  let kind: EngineChoice = 'auto';
  let dataset: StoredDataset | null = null;
  let queue: Waiting[] = [];
  let starting: Promise<EngineStart> | null = null;

  const next = () => {
    for (const slot of slots) {
      if (slot.busy) continue;
      const waiting = queue.shift();
      if (waiting === undefined) return;
      slot.busy = true;
      waiting.take(slot);
    }
  };

  /** Resolves with a slot that is the caller's until it is freed. */
  const acquire = (priority: number, signal: AbortSignal | undefined) =>
    new Promise<Slot>((resolve, reject) => {
      const leave = () => {
        queue = queue.filter((other) => other !== waiting);
        reject(signal?.reason as Error);
      };
      const waiting: Waiting = {
        priority,
        take(slot) {
          signal?.removeEventListener('abort', leave);
          resolve(slot);
        },
        refuse(error) {
          signal?.removeEventListener('abort', leave);
          reject(error);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      const place = queue.findIndex((other) => other.priority > priority);
      queue.splice(place < 0 ? queue.length : place, 0, waiting);
      next();
    });

  /** Replaces a worker that ends; one that ends before it was ready would only end again. */
  const watch = (slot: Slot) => {
    const { connection, ready } = slot;
    let wasReady = false;
    ready.then(
      () => (wasReady = true),
      () => connection.terminate(),
    );
    void connection.gone.then((why) => {
      if (!slots.includes(slot) || slot.connection !== connection) return;
      if (wasReady) {
        onNotice(`${why} It was replaced, and its work was started again.`);
        slot.connection = spawn();
        slot.ready = prepare(slot.connection, kind);
        watch(slot);
        return;
      }
      slots = slots.filter((other) => other !== slot);
      onNotice(`${why} It could not be replaced; ${slots.length} remain.`);
      if (slots.length > 0) return;
      const refused = queue;
      queue = [];
      for (const waiting of refused)
        waiting.refuse(new WorkerGoneError('No worker is left. Reload the page to start again.'));
    });
  };

  const prepare = async (connection: Connection, choice: EngineChoice) => {
    await connection.run('start', { choice }).result;
    if (dataset !== null) await connection.run('place', { dataset }).result;
  };

  const begin = async (choice: EngineChoice): Promise<EngineStart> => {
    const retired = slots;
    slots = [];
    for (const slot of retired) slot.connection.terminate();
    const connection = spawn();
    const { info, rejected } = await connection.run('start', { choice }).result;
    kind = info.kind === 'webgpu' ? 'webgpu' : 'wasm';
    const first: Slot = {
      connection,
      busy: false,
      ready:
        dataset === null ? Promise.resolve() : connection.run('place', { dataset }).result.then(),
    };
    const count = kind === 'webgpu' ? 1 : processors;
    slots = [first];
    while (slots.length < count) {
      const other = spawn();
      slots.push({ connection: other, busy: false, ready: prepare(other, kind) });
    }
    slots.forEach(watch);
    await Promise.all(slots.map((slot) => slot.ready));
    next();
    return { info, rejected, workers: slots.length };
  };

  const start = (choice: EngineChoice) => (starting = begin(choice));

  /** The GPU is gone: go on with WebAssembly, once for all jobs that notice. */
  const recover = async (why: string) => {
    if (kind !== 'webgpu') return;
    kind = 'wasm';
    onNotice(`${why} Isthmus goes on with WebAssembly; what was under way was started again.`);
    onEngine(await start('wasm'));
  };

  return {
    start,
    get size() {
      return Math.max(1, slots.length);
    },
    async place(stored) {
      dataset = stored;
      await Promise.all(
        slots.map((slot) => {
          slot.ready = slot.ready.then(async () => {
            await slot.connection.run('place', { dataset: stored }).result;
          });
          return slot.ready;
        }),
      );
    },
    async run(name, request, { priority = 0, signal, onProgress } = {}) {
      for (let attempt = 1; ; attempt++) {
        await starting;
        signal?.throwIfAborted();
        if (slots.length === 0)
          throw new WorkerGoneError('No worker is left. Reload the page to start again.');
        const slot = await acquire(priority, signal);
        let settled = Promise.resolve();
        try {
          await slot.ready;
          const { connection } = slot;
          const job = connection.run(name, request, { signal, onProgress });
          settled = job.settled;
          void giveUpOn(settled, signal, connection);
          return await job.result;
        } catch (error) {
          if (signal?.aborted === true) throw error;
          const lost = error instanceof Error && error.name === 'EngineLostError';
          if (lost) await recover(error.message);
          if (!(lost || error instanceof WorkerGoneError) || attempt === ATTEMPTS) throw error;
        } finally {
          void settled.then(() => {
            slot.busy = false;
            next();
          });
        }
      }
    },
  };
}

/** Ends a worker that does not stop after a cancel. */
async function giveUpOn(
  settled: Promise<void>,
  signal: AbortSignal | undefined,
  connection: Connection,
): Promise<void> {
  if (signal === undefined) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onAbort = () => {
    timer = setTimeout(() => connection.terminate(), PATIENCE);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  await settled;
  signal.removeEventListener('abort', onAbort);
  clearTimeout(timer);
}
