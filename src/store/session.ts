/** What a page has once, whatever it shows: workers and their engine, datasets, imported networks, notices. No React here. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineStart, Pool, PoolOptions } from '../client/workerPool';
import type { EngineInfo } from '../engine/engine';
import type { EngineChoice } from '../jobs/jobs';
import { createResultCache, type ResultCache } from '../pipeline/results';
import { createRunner, failureOf, type Runner } from '../pipeline/runner';
import type { Failure } from '../pipeline/state';
import { createDatasets, type Datasets, type DataStates } from './datasets';
import { inWords } from './failure';
import { createImports, type Imports, type ShippedFile } from './imports';
import { withNotice, type Notice, type NoticeKind, type NoticeSubject } from './notices';

export type EngineState =
  | { readonly status: 'starting' }
  | {
      readonly status: 'ready';
      readonly info: EngineInfo;
      readonly workers: number;
      /** Why each engine that comes before it in the order of choice is not used. */
      readonly rejected: readonly string[];
    }
  | { readonly status: 'failed'; readonly error: Failure };

export type Theme = 'system' | 'light' | 'dark';

export interface SessionState {
  readonly theme: Theme;
  readonly engineChoice: EngineChoice;
  readonly engine: EngineState;
  /** Of those that were asked for. */
  readonly datasets: DataStates;
  /** Networks from files that the browser's storage has, of this and of earlier visits. */
  readonly keptNetworks: number;
  readonly notices: readonly Notice[];
}

export interface SessionActions {
  /** Starts the engine; called once when the page opens. */
  start(): void;
  /** Stops what every workspace runs, and starts another engine. */
  chooseEngine(choice: EngineChoice): void;
  /** Notifies the user of something that happened: a problem, unless `kind` says otherwise. */
  notify(text: string, kind?: NoticeKind): void;
  /** Takes away the notices about something that has come to a good end. */
  settle(about: NoticeSubject): void;
  dismiss(notice: number | 'all'): void;
}

/** A page's session: its state, and what its workspaces compute with. */
export interface Session extends StoreApi<SessionState & SessionActions> {
  readonly pool: Pool;
  readonly runner: Runner;
  /** Of all workspaces, so that a setting put back has its result back, and none computes what another has. */
  readonly results: ResultCache;
  readonly datasets: Datasets;
  readonly imports: Imports;
  readonly version: string;
  /** Finds out how many networks the browser has kept. */
  countNetworks(): void;
  /** Called before another engine is started. */
  readonly onRestart: Set<() => void>;
}

export interface SessionOptions {
  /** Makes the pool that computes. */
  readonly openPool: (callbacks: Pick<PoolOptions, 'onNotice' | 'onEngine'>) => Pool;
  readonly engineChoice: EngineChoice;
  /** Address that the datasets' paths are relative to. */
  readonly base: string;
  /** Finds weights files that come with Isthmus; none by default. */
  readonly shippedFile?: ShippedFile;
  readonly version: string;
}

/** Bytes of results beside those that are shown. */
const RESULTS = 2 ** 28;

export function createSession({
  openPool,
  engineChoice,
  base,
  shippedFile = () => Promise.resolve(null),
  version,
}: SessionOptions): Session {
  let notices = 0;
  const store: StoreApi<SessionState & SessionActions> = createStore(() => ({
    theme: 'system',
    engineChoice,
    engine: { status: 'starting' },
    datasets: {},
    keptNetworks: 0,
    notices: [],
    start() {
      startEngine(get().engineChoice);
      countNetworks();
    },
    chooseEngine(choice) {
      for (const stop of onRestart) stop();
      set({ engineChoice: choice });
      startEngine(choice);
    },
    notify: (text, kind) =>
      set((now) => ({
        notices: withNotice(now.notices, { id: ++notices, text, time: Date.now() }, kind),
      })),
    settle: (about) =>
      set((now) => ({ notices: now.notices.filter((notice) => notice.about !== about) })),
    dismiss: (notice) =>
      set((now) => ({
        notices: notice === 'all' ? [] : now.notices.filter(({ id }) => id !== notice),
      })),
  }));
  const { getState: get, setState: set } = store;
  const { notify, settle } = get();
  const inform = (text: string) => notify(text, { level: 'information' });
  const onEngine = ({ info, workers, rejected }: EngineStart) =>
    set({ engine: { status: 'ready', info, workers, rejected } });

  const pool = openPool({ onEngine, onNotice: inform });
  const results = createResultCache(RESULTS);
  const datasets = createDatasets({
    pool,
    base,
    notify,
    settle,
    show: (id, data) => set((now) => ({ datasets: { ...now.datasets, [id]: data } })),
  });
  const imports = createImports(pool, shippedFile);
  const onRestart = new Set<() => void>();
  let engine: Promise<void> = Promise.resolve();

  /** A failure is shown, and rejects what waits for the engine. */
  const startEngine = (choice: EngineChoice) => {
    set({ engine: { status: 'starting' } });
    const started = pool.start(choice).then(
      (engineStart) => {
        if (engine !== started) return;
        onEngine(engineStart);
        const caution = cautionOf(choice, engineStart);
        if (caution !== null) inform(caution);
      },
      (error: unknown) => {
        // One that was given up for another has failed nobody.
        if (engine === started)
          set({ engine: { status: 'failed', error: inWords(failureOf(error)) } });
        throw error;
      },
    );
    started.catch(() => undefined);
    engine = started;
  };

  const countNetworks = () =>
    void imports.count().then(
      (keptNetworks) => set({ keptNetworks }),
      () => undefined,
    );

  return {
    ...store,
    pool,
    runner: createRunner(pool, results),
    results,
    datasets,
    imports,
    version,
    onRestart,
    countNetworks,
  };
}

/** What somebody who asked for the GPU should know of the engine that they got. */
function cautionOf(choice: EngineChoice, { info, rejected }: EngineStart): string | null {
  if (choice !== 'webgpu') return null;
  if (info.kind !== 'webgpu') return `${rejected.join(' ')} ${info.name} takes over.`;
  if (!info.software) return null;
  return 'WebGPU has only a software adapter here, a GPU imitated by the processor: right, but slow. WebAssembly is faster.';
}
