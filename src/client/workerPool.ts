/**
 * Several workers with one engine each: a queue by priority, a replacement for every worker that ends, and another
 * engine for one that is lost.
 */
import { keyOfDataset, type HeldName } from '../data/named';
import { breathe } from '../jobs/breathe';
import type { EngineChoice, JobMap, JobName, StoredDataset } from '../jobs/jobs';
import { WorkerGoneError, type Connection, type RunOptions } from './connection';
import { giveUpOn } from './patience';
import { createQueue } from './queue';

export interface PoolRunOptions<Name extends JobName> extends RunOptions<Name> {
  /** Waiting jobs of a lower number run first. */
  readonly priority?: number;
  /** What another attempt resumes from, in words for a notice; null where it starts again. */
  readonly resumeNote?: (() => string | null) | undefined;
  /** Sends the request in the task that asks, for one that is small and whose answer somebody waits for. */
  readonly urgent?: boolean | undefined;
  /** Leaves another attempt to the caller: rejects with the loss, once there is a worker and an engine again. */
  readonly once?: boolean | undefined;
}

/** A request, or how to make one for each attempt: it may go on from where the one before came to. */
export type RequestOf<Name extends JobName> =
  JobMap[Name]['request'] | (() => JobMap[Name]['request']);

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
  /** Called with a sentence when a worker was replaced or an engine was lost. */
  readonly onNotice: (text: string) => void;
  /** Called when the engine changes without being asked to. */
  readonly onEngine: (engine: EngineStart) => void;
  /** What a person can do when no worker is left, as a sentence. */
  readonly advice?: string;
  /** Milliseconds from any fixed moment. */
  readonly clock?: () => number;
}

export interface Pool {
  /** Starts the engine, in place of the one before; jobs under way go on or start again on the new one. */
  start(choice: EngineChoice): Promise<EngineStart>;
  /** Gives every worker, now and later, a dataset that jobs may name from then on; in place of the one of this name. */
  provide(name: HeldName, dataset: StoredDataset): void;
  /** Has every worker let go of a dataset, which no job may name from then on. */
  withdraw(name: HeldName): void;
  /**
   * Runs a job on the next free worker. A job whose engine is lost is run again, and twice at most one whose worker
   * ends.
   */
  run<Name extends JobName>(
    name: Name,
    request: RequestOf<Name>,
    options?: PoolRunOptions<Name>,
  ): Promise<JobMap[Name]['result']>;
  /** Workers that share the work. */
  readonly size: number;
  /** True where networks train faster as one stack than side by side: on a GPU. */
  readonly stacks: boolean;
}

const ATTEMPTS = 3;

/** A GPU that is lost again within a minute, or for the sixth time, is not opened again. */
const LOST_AGAIN = 60_000;
const REOPENINGS = 5;
/** Milliseconds that starting an engine may take. */
const OPENING = 60_000;

interface Slot {
  connection: Connection;
  busy: boolean;
  /** What the running job would resume from. */
  resumeNote: () => string | null;
  /** Resolves when the slot's engine is started. */
  ready: Promise<void>;
}

/** The job that ran ended with its worker or engine and may be run again. */
export function interrupted(error: unknown): error is Error {
  return error instanceof Error && /^(EngineLost|WorkerGone)Error$/.test(error.name);
}

const newSlot = (connection: Connection, ready: Promise<void>): Slot => ({
  connection,
  ready,
  busy: false,
  resumeNote: () => null,
});

/** Sends a worker what it does at once; where it has ended, the one in its place gets it when it starts. */
function send<Name extends 'provide' | 'withdraw'>(
  connection: Connection,
  name: Name,
  request: JobMap[Name]['request'],
): void {
  connection.run(name, request).result.catch(() => undefined);
}

/** What resumes from where, as the end of a sentence about what happened. */
const resumeNoteOf = ({ resumeNote }: Slot) =>
  resumeNote() ?? 'what was under way was started again';

export function createPool({
  spawn,
  processors,
  onNotice,
  onEngine,
  advice = 'Reload the page.',
  clock = () => performance.now(),
}: PoolOptions): Pool {
  const noWorkerLeft = () => new WorkerGoneError(`No worker is left. ${advice}`);
  let slots: Slot[] = [];
  /** What was asked for, and what runs. */
  let asked: EngineChoice = 'auto';
  let kind: EngineChoice = 'auto';
  /** What jobs may name: blobs, which every worker shares. */
  const datasets = new Map<string, JobMap['provide']['request']>();
  const queue = createQueue<Slot>();
  let starting: Promise<EngineStart> | null = null;
  /** The first worker of the engine that is being started. */
  let opening: Connection | null = null;
  let lostAt = -Infinity;
  let reopenings = 0;

  const next = () => {
    for (const slot of slots) if (!slot.busy) slot.busy = queue.give(slot);
  };

  /** Resolves with a slot that is the caller's until it is freed. */
  const acquire = (priority: number, signal: AbortSignal | undefined) => {
    const slot = queue.wait(priority, signal);
    next();
    return slot;
  };

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
      if (kind === 'webgpu') {
        recover(slot, why).catch(() => undefined);
        return;
      }
      if (wasReady) {
        onNotice(`${why} It was replaced; ${resumeNoteOf(slot)}.`);
        slot.connection = hire();
        slot.ready = prepare(slot.connection, kind);
        watch(slot);
        return;
      }
      slots = slots.filter((other) => other !== slot);
      onNotice(`${why} It could not be replaced; ${slots.length} remain.`);
      if (slots.length > 0) return;
      queue.refuse(noWorkerLeft());
    });
  };

  const prepare = async (connection: Connection, choice: EngineChoice) => {
    await connection.run('start', { choice }).result;
  };

  /** Makes a worker that knows the datasets. */
  const hire = () => {
    const connection = spawn();
    for (const provided of datasets.values()) send(connection, 'provide', provided);
    return connection;
  };

  /** Sends every worker what changed of a dataset; messages keep their order, so that later jobs may name it. */
  const broadcast = <Name extends 'provide' | 'withdraw'>(
    name: Name,
    request: JobMap[Name]['request'],
  ) => {
    const connections = new Set(slots.map(({ connection }) => connection));
    if (opening !== null) connections.add(opening);
    for (const connection of connections) send(connection, name, request);
  };

  const begin = async (choice: EngineChoice): Promise<EngineStart> => {
    const retired = slots.map((slot) => slot.connection);
    slots = [];
    opening?.terminate();
    for (const connection of retired) connection.terminate();
    const connection = (opening = hire());
    const { info, rejected } = await connection.run('start', { choice }).result;
    kind = info.kind === 'webgpu' ? 'webgpu' : 'wasm';
    slots = [newSlot(connection, Promise.resolve())];
    const count = kind === 'webgpu' ? 1 : processors;
    while (slots.length < count) {
      const other = hire();
      slots.push(newSlot(other, prepare(other, kind)));
    }
    slots.forEach(watch);
    await Promise.all(slots.map((slot) => slot.ready));
    next();
    return { info, rejected, workers: slots.length };
  };

  const launch = (choice: EngineChoice) => (starting = begin(choice));

  /** Waits for the engine that is being started, or for the one that takes its place meanwhile. */
  const started = async (): Promise<void> => {
    for (let last = starting; ; last = starting)
      try {
        await last;
        if (last === starting) return;
      } catch (error) {
        if (last === starting) throw error;
      }
  };

  /** Starts the engine of a choice, or WebAssembly where its worker ends or takes too long. */
  const open = async (choice: EngineChoice): Promise<EngineStart> => {
    const attempt = launch(choice);
    const mine = opening;
    const timer = setTimeout(() => mine?.terminate(), OPENING);
    try {
      return await attempt;
    } catch (error) {
      if (choice === 'wasm' || opening !== mine) throw error;
      const engine = await launch('wasm');
      const why = error instanceof Error ? error.message : String(error);
      return { ...engine, rejected: [`WebGPU: ${why}`, ...engine.rejected] };
    } finally {
      clearTimeout(timer);
    }
  };

  /** The GPU of a slot is gone: opens it again, unless that keeps happening; once for all that notice. */
  const recover = async (slot: Slot, why: string): Promise<void> => {
    if (!slots.includes(slot)) return started();
    const resumeNote = resumeNoteOf(slot);
    const again = clock() - lostAt > LOST_AGAIN && reopenings < REOPENINGS;
    lostAt = clock();
    if (again) reopenings++;
    const engine = await open(again ? asked : 'wasm');
    const now =
      engine.info.kind === 'webgpu' ? 'It was opened again' : 'Isthmus goes on with WebAssembly';
    onEngine(engine);
    onNotice(`${why} ${now}; ${resumeNote}.`);
  };

  return {
    start(choice) {
      asked = choice;
      lostAt = -Infinity;
      reopenings = 0;
      return open(choice);
    },
    get size() {
      return Math.max(1, slots.length);
    },
    get stacks() {
      return kind === 'webgpu';
    },
    provide(name, dataset) {
      const key = keyOfDataset(name);
      // Workers have it, and engines may hold it.
      if (datasets.get(key)?.dataset === dataset) return;
      datasets.set(key, { name, dataset });
      broadcast('provide', { name, dataset });
    },
    withdraw(name) {
      datasets.delete(keyOfDataset(name));
      broadcast('withdraw', { name });
    },
    async run(name, request, { priority = 0, signal, onProgress, resumeNote, urgent, once } = {}) {
      for (let ended = 0; ;) {
        await started();
        signal?.throwIfAborted();
        if (slots.length === 0) throw noWorkerLeft();
        const slot = await acquire(priority, signal);
        let settled = Promise.resolve();
        try {
          await slot.ready;
          // The request's weights are copied in a task of their own, after what the last answer changes on the page.
          if (urgent !== true) await breathe();
          const { connection } = slot;
          const asked = typeof request === 'function' ? request() : request;
          slot.resumeNote = resumeNote ?? (() => null);
          const job = connection.run(name, asked, { signal, onProgress });
          settled = job.settled;
          void giveUpOn(settled, signal, connection);
          return await job.result;
        } catch (error) {
          if (signal?.aborted === true || !interrupted(error)) throw error;
          if (kind === 'webgpu') await recover(slot, error.message);
          const lost = error.name === 'EngineLostError';
          if (once === true || (!lost && ++ended === ATTEMPTS)) throw error;
        } finally {
          void settled.then(() => {
            slot.busy = false;
            slot.resumeNote = () => null;
            next();
          });
        }
      }
    },
  };
}
