/** What a page has once, whatever it shows: workers and their engine, datasets, imported networks, notices. No React here. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineStart, Pool, PoolOptions } from '../client/workerPool';
import type { DatasetId } from '../data/catalog';
import type { EngineInfo } from '../engine/engine';
import type { Archive, Usage } from '../jobs/archive';
import type { EngineChoice } from '../jobs/jobs';
import { createResultCache, type ResultCache } from '../pipeline/results';
import { createRunner, failureOf, type Runner } from '../pipeline/runner';
import type { Failure } from '../pipeline/state';
import { createDatasets, type Datasets, type DataStates } from './datasets';
import { inWords } from './failure';
import { createImports, type Imports, type ShippedFile } from './imports';
import { createShipped, fetchBeside, type FetchFile, type Shipped } from './shipped';
import { createRunRecords, type RunRecords } from './runRecords';
import { createKeeper, type Keeper, type KeepingTrouble } from './keeper';
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
  /** Datasets whose first test images are there. */
  readonly samples: readonly DatasetId[];
  /** Networks from files that the browser's storage has, of this and of earlier visits. */
  readonly keptNetworks: number;
  readonly notices: readonly Notice[];
  readonly storage: StorageState;
}

/** What the browser keeps of experiments from visit to visit. */
export interface StorageState {
  /** Why nothing more is kept in this visit; null while it is. */
  readonly trouble: KeepingTrouble | null;
  /** What is kept; null while it is not known. */
  readonly usage: Usage | null;
  /** Bytes that the browser gives this page; null where it does not say. */
  readonly room: number | null;
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
  /** Finds out how much the browser keeps of experiments. */
  measureStorage(): Promise<void>;
  /** Removes all experiments from the browser's storage; those of this visit stay in memory. */
  clearStorage(): Promise<void>;
}

/** A page's session: its state, and what its workspaces compute with. */
export interface Session extends StoreApi<SessionState & SessionActions> {
  readonly pool: Pool;
  readonly runner: Runner;
  /** Of all workspaces, so that a setting put back has its result back, and none computes what another has. */
  readonly results: ResultCache;
  readonly datasets: Datasets;
  readonly imports: Imports;
  readonly shipped: Shipped;
  /** Brings results of earlier visits back; null where nothing is kept. */
  readonly keeper: Keeper | null;
  /** Experiments of earlier visits and of other tabs. */
  readonly records: RunRecords | null;
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
  /** Fetches files beside the page; by default from {@link base}. */
  readonly fetchFile?: FetchFile;
  /** Keeps experiments from visit to visit; none by default. */
  readonly archive?: Archive;
  /** By which tabs know of each other; absent on insecure pages. */
  readonly locks?: LockManager | undefined;
  readonly version: string;
}

/** Bytes of results beside those that are shown; the browser's storage keeps more. */
const RESULTS = 2 ** 26;

export function createSession({
  openPool,
  engineChoice,
  base,
  shippedFile = () => Promise.resolve(null),
  fetchFile = fetchBeside(base),
  archive,
  locks,
  version,
}: SessionOptions): Session {
  let notices = 0;
  const store: StoreApi<SessionState & SessionActions> = createStore(() => ({
    theme: 'system',
    engineChoice,
    engine: { status: 'starting' },
    datasets: {},
    samples: [],
    keptNetworks: 0,
    notices: [],
    storage: { trouble: null, usage: null, room: null },
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
    async measureStorage() {
      await keeper?.written();
      const usage = (await archive?.usage()) ?? null;
      const room = await roomInBrowser();
      // A storage that says nothing keeps nothing.
      const trouble = usage === null ? 'refused' : null;
      set(({ storage }) => ({ storage: { usage, room, trouble: storage.trouble ?? trouble } }));
    },
    async clearStorage() {
      if (archive === undefined) return;
      if (await archive.clear()) {
        keeper?.tryAgain();
        set(({ storage }) => ({ storage: { ...storage, trouble: null } }));
        settle('storage');
      } else
        notify(
          'The browser did not remove what it keeps of this page. Remove this site’s data in its settings.',
          { about: 'storage' },
        );
      await get().measureStorage();
    },
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
    onSample: (id) => set((now) => ({ samples: [...new Set([...now.samples, id])] })),
  });
  const imports = createImports(pool, shippedFile);
  const keeper =
    archive === undefined
      ? null
      : createKeeper(archive, {
          onTrouble(trouble) {
            set(({ storage }) => ({ storage: { ...storage, trouble } }));
            notify(TROUBLES[trouble], { level: 'information', about: 'storage' });
          },
        });
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
    runner: createRunner(pool, results, keeper),
    results,
    datasets,
    imports,
    shipped: createShipped(fetchFile),
    keeper,
    records: archive === undefined ? null : createRunRecords(archive, locks),
    version,
    onRestart,
    countNetworks,
  };
}

/** Bytes that the browser gives this page; null where it does not say, as on insecure pages. */
async function roomInBrowser(): Promise<number | null> {
  try {
    const { storage } = navigator as Partial<Navigator>;
    return (await storage?.estimate())?.quota ?? null;
  } catch {
    return null;
  }
}

/** Why results are there for this visit only, and what to do. */
const TROUBLES: Readonly<Record<KeepingTrouble, string>> = {
  full: 'The browser has no room left for this page: what is computed from now on is there for this visit only. Free some room, or press Clear where it says what is kept in this browser; Save keeps results in a file.',
  refused:
    'This browser keeps no data of this page, as in a private window: results are there for this visit only. Save keeps them in a file.',
  silent:
    'The browser’s storage does not answer: results are there for this visit only. Save keeps them in a file; starting the browser again may help.',
};

/** What somebody who asked for the GPU should know of the engine that they got. */
function cautionOf(choice: EngineChoice, { info, rejected }: EngineStart): string | null {
  if (choice !== 'webgpu') return null;
  if (info.kind !== 'webgpu') return `${rejected.join(' ')} ${info.name} takes over.`;
  if (!info.software) return null;
  return 'WebGPU has only a software adapter here, a GPU imitated by the processor: right, but slow. WebAssembly is faster.';
}
