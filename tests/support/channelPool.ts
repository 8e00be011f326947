/** A pool whose workers are threads in name only: real handlers and engine, over real message channels. */
import { connect, type Connection } from '../../src/client/connection';
import { createPool, type Pool, type PoolOptions } from '../../src/client/workerPool';
import type { DatasetEngine, Engine, EngineInfo, EngineKind } from '../../src/engine/engine';
import { createHandlers } from '../../src/worker/handlers';
import { serve, type Handlers } from '../../src/worker/serve';
import { store } from '../../src/worker/storage';
import { createOracleEngine } from './oracleEngine';
import { smallDataset } from './smallData';

export interface ChannelWorker {
  readonly connection: Connection;
  readonly ports: readonly MessagePort[];
  /** Ends the worker as a crash would. */
  crash(): void;
  /** Which engine it was started on. */
  readonly engine: EngineKind | null;
  /** Loses the device of an engine on `webgpu`. */
  loseDevice(): void;
}

export interface ChannelPool {
  readonly pool: Pool;
  readonly workers: ChannelWorker[];
  readonly notices: string[];
  readonly engines: EngineInfo[];
  close(): void;
}

/**
 * @param change replaces handlers of each worker
 * @param wrap replaces its engine on each dataset
 * @param processors workers of a CPU engine
 */
export function channelPool(
  {
    change = (handlers) => handlers,
    wrap = (engine) => engine,
    processors = 2,
  }: {
    change?: (handlers: Handlers, worker: number) => Handlers;
    wrap?: (engine: DatasetEngine) => DatasetEngine;
    processors?: number;
  } = {},
  callbacks: Partial<Pick<PoolOptions, 'onNotice' | 'onEngine' | 'clock'>> = {},
): ChannelPool {
  const workers: ChannelWorker[] = [];
  const notices: string[] = [];
  const engines: EngineInfo[] = [];
  const spawn = () => {
    const { port1, port2 } = new MessageChannel();
    let lose: (reason: string) => void = () => undefined;
    let started: EngineKind | null = null;
    const start = (choice: string) => {
      const lost = new Promise<string>((resolve) => (lose = resolve));
      const kind = choice === 'webgpu' ? 'webgpu' : 'wasm';
      started = kind;
      const oracle = createOracleEngine();
      const wrapped = (loaded: DatasetEngine): DatasetEngine => ({
        ...wrap(loaded),
        normalized: async (normalization) => wrapped(await loaded.normalized(normalization)),
      });
      const engine: Engine = {
        ...oracle,
        load: async (dataset) => wrapped(await oracle.load(dataset)),
        lost,
        info: { kind, name: `oracle as ${kind}`, software: false },
      };
      return Promise.resolve({ engine, rejected: [] });
    };
    const handlers = createHandlers(start);
    const small: Handlers = {
      ...handlers,
      load: () => Promise.resolve(store(smallDataset(784, 10))),
    };
    serve(port2, change(small, workers.length));
    const connection = connect(port1);
    workers.push({
      connection,
      get engine() {
        return started;
      },
      ports: [port1, port2],
      crash: () => connection.terminate(),
      loseDevice: () => lose('The GPU device was lost.'),
    });
    return connection;
  };
  const pool = createPool({
    spawn,
    processors,
    ...(callbacks.clock && { clock: callbacks.clock }),
    onNotice(text) {
      notices.push(text);
      callbacks.onNotice?.(text);
    },
    onEngine(engine) {
      engines.push(engine.info);
      callbacks.onEngine?.(engine);
    },
  });
  return {
    pool,
    workers,
    notices,
    engines,
    close: () => {
      for (const { ports } of workers) for (const port of ports) port.close();
    },
  };
}
