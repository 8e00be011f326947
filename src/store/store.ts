/** The page's state and what may be done to it; no React here. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineStart, Pool, PoolOptions } from '../client/pool';
import { parseExperiment, type Experiment } from '../jobs/experiment';
import { PRESETS, type PresetId } from '../jobs/presets';
import type { EngineChoice, PlaneGrid } from '../jobs/jobs';
import { createBrought, type ShippedFile } from './brought';
import { createDatasets } from './datasets';
import { documentOf } from './documents';
import { ownNetworks, WHILE_BUSY } from './ownNetworks';
import { followSlider } from './prediction';
import { failureOf, runPipeline } from './pipeline';
import { PATH_NAMES } from './paths';
import { keyOf, STAGE_NAMES, wantedStages } from './stages';
import { allFresh, everyStage, fresh, mark, shown } from './staleness';
import type { Actions, Finished, Stage, StageName, Stages, State } from './state';

export interface StoreOptions {
  /** Makes the pool that computes. */
  readonly openPool: (told: Pick<PoolOptions, 'onNotice' | 'onEngine'>) => Pool;
  readonly engineChoice: EngineChoice;
  /** What to begin with; Quick look by default. */
  readonly experiment?: Experiment | undefined;
  /** Address that the datasets' paths are relative to. */
  readonly base: string;
  /** Finds weights files that come with Isthmus; none by default. */
  readonly shippedFile?: ShippedFile;
  readonly version: string;
}

/** Stages whose results are small enough to keep a few of, for settings that are put back. */
const ARCHIVED: readonly StageName[] = [
  ...PATH_NAMES,
  ...(['averages', 'transfer', 'simplex', 'ensemble', 'projection', 'plane'] as const),
];
const ARCHIVE_SIZE = 24;

const IDLE = everyStage(() => ({ status: 'idle' }));

export function createIsthmus({
  openPool,
  engineChoice,
  experiment: first = PRESETS['quick-look'].experiment,
  base,
  shippedFile = () => Promise.resolve(null),
  version,
}: StoreOptions): StoreApi<State & Actions> {
  const archive = new Map<string, Finished<unknown>>();
  /** What cancelled runs left behind, by key. */
  const partials = new Map<string, unknown>();
  let run: { readonly controller: AbortController; readonly experiment: Experiment } | null = null;
  let notices = 0;

  return createStore<State & Actions>()((set, get, api) => {
    const setStage = (name: StageName, stage: Stage<unknown, unknown>) =>
      set(({ stages }) => ({ stages: { ...stages, [name]: stage } }));

    const onEngine = ({ info, workers, rejected }: EngineStart) =>
      set({ engine: { status: 'ready', info, workers, rejected } });

    const onNotice = (text: string) =>
      set((state) => ({ notices: [...state.notices, { id: ++notices, text }] }));

    const pool = openPool({
      onEngine,
      onNotice,
    });
    let engine: Promise<void> = Promise.resolve();

    /** Starts an engine; a failure is shown and rejects what waits for it. */
    const startEngine = (choice: EngineChoice) => {
      set({ engine: { status: 'starting' } });
      const started = pool.start(choice).then(
        (engineStart) => {
          if (engine !== started) return;
          onEngine(engineStart);
          const caution = cautionOf(choice, engineStart);
          if (caution !== null) onNotice(caution);
        },
        (error: unknown) => {
          // One that was given up for another has failed nobody.
          if (engine === started) set({ engine: { status: 'failed', error: failureOf(error) } });
          throw error;
        },
      );
      started.catch(() => undefined);
      engine = started;
    };

    followSlider(api, pool);

    const brought = createBrought(pool, shippedFile);
    const { place, bring, forget } = createDatasets({
      ...{ pool, base, onNotice },
      show: (data) => set({ data }),
    });

    const { count: countNetworks, ...actions } = ownNetworks(brought, api);

    const keep = (name: StageName, result: Finished<unknown>) => {
      if (!ARCHIVED.includes(name)) return;
      archive.delete(result.key);
      archive.set(result.key, result);
      for (const key of archive.keys()) if (archive.size > ARCHIVE_SIZE) archive.delete(key);
    };

    const refresh = () =>
      set(({ stages, experiment }) => ({ stages: mark(stages, experiment, archive) }));

    const start = async () => {
      const { experiment } = get();
      const controller = new AbortController();
      const { signal } = controller;
      const current = { controller, experiment };
      run = current;
      set({ busy: true });
      try {
        await abortable(place(experiment.dataset), signal);
        await runPipeline({
          pool,
          experiment,
          signal,
          recipe: () => ({ experiment, engine: engineName(get()), version }),
          read: (file) => brought.read(file),
          finished: (name, key) => {
            const stage = get().stages[name];
            const known = stage.status === 'done' && stage.result.key === key;
            return known ? (stage.result as Finished<never>) : null;
          },
          partial: (_, key) => (partials.get(key) ?? null) as never,
          onRunning: (name, progress) => {
            if (run !== current) return;
            const previous = shown(get().stages[name] as Stage<unknown, unknown>);
            setStage(name, { status: 'running', progress, previous });
          },
          onDone: (name, result) => {
            if (run !== current) return;
            partials.delete(result.key);
            keep(name, result);
            setStage(name, { status: 'done', result });
          },
          onFailed: (name, error, key) => {
            if (run !== current) return;
            const previous = shown(get().stages[name] as Stage<unknown, unknown>);
            setStage(name, { status: 'failed', error, key, previous });
          },
        });
      } catch {
        // The dataset or the engine said why in its own state; an abort needs no words.
      } finally {
        if (run === current) {
          run = null;
          set({ busy: false });
          refresh();
        }
      }
    };

    /** Stops the run at once; the workers stop on their own. */
    const stop = () => {
      if (run === null) return;
      const { stages } = get();
      const { controller, experiment } = run;
      run = null;
      for (const name of STAGE_NAMES) {
        const stage = stages[name] as Stage<unknown, unknown>;
        if (stage.status !== 'running') continue;
        const partial = name === 'plane' ? partialPlane(stage.progress) : null;
        const key = keyOf(name, experiment);
        if (partial !== null) partials.set(key, partial);
        const { previous } = stage;
        const recipe = { experiment, engine: engineName(get()), version };
        if (previous !== null) setStage(name, { status: 'stale', result: previous });
        else if (partial !== null)
          setStage(name, {
            status: 'stale',
            result: { value: partial, key: `${key} in part`, recipe },
          });
        else setStage(name, { status: 'idle' });
      }
      controller.abort(new DOMException('Cancelled.', 'AbortError'));
      set({ busy: false });
      refresh();
    };

    return {
      experiment: first,
      preset: presetOf(first),
      engineChoice,
      engine: { status: 'starting' },
      data: { status: 'idle' },
      stages: IDLE,
      asked: null,
      keptNetworks: 0,
      busy: false,
      notices: [],
      view: {
        ...{ alpha: 0.5, measure: 'loss', along: 'loss', hidden: [] },
        ...{ scale: 'log', theme: 'system' },
      },
      prediction: {},

      start() {
        startEngine(get().engineChoice);
        void place(get().experiment.dataset).catch(() => undefined);
        void countNetworks();
      },
      choosePreset: (preset) => get().edit(PRESETS[preset].experiment),
      edit(edited) {
        const experiment = parseExperiment(edited);
        const { dataset } = get().experiment;
        set({ experiment, preset: presetOf(experiment) });
        refresh();
        if (dataset !== experiment.dataset && !get().busy)
          void place(experiment.dataset).catch(() => undefined);
      },
      save: () => documentOf(get(), version),
      open({ experiment, results }) {
        stop();
        for (const { name, result } of results) keep(name, result);
        get().edit(experiment);
      },
      notify: onNotice,
      async bring(dataset, files) {
        if (get().busy) {
          onNotice(WHILE_BUSY);
          return;
        }
        const good = await bring(dataset, files);
        if (good) get().edit({ ...get().experiment, dataset });
        else if (get().experiment.dataset !== dataset || get().data.status !== 'ready')
          void place(get().experiment.dataset).catch(() => undefined);
      },
      async forget(dataset) {
        if (!get().busy) await forget(dataset);
      },
      ...actions,
      chooseEngine(choice) {
        stop();
        set({ engineChoice: choice });
        startEngine(choice);
      },
      train() {
        stop();
        const { stages, experiment } = get();
        if (allFresh(stages, experiment)) {
          archive.clear();
          set({ stages: outdated(stages) });
        }
        void start();
      },
      update() {
        const { stages, experiment } = get();
        const trained = wantedStages(experiment)
          .filter((name) => name.startsWith('network'))
          .every((name) => fresh(name, stages, experiment));
        if (!trained || (!get().busy && allFresh(stages, experiment))) return;
        stop();
        void start();
      },
      cancel: stop,
      look: (view) => set((state) => ({ view: { ...state.view, ...view } })),
      dismiss: (notice) =>
        set((state) => ({ notices: state.notices.filter(({ id }) => id !== notice) })),
    };
  });
}

/** What somebody who asked for the GPU should know of the engine that they got. */
function cautionOf(choice: EngineChoice, { info, rejected }: EngineStart): string | null {
  if (choice !== 'webgpu') return null;
  if (info.kind !== 'webgpu') return `${rejected.join(' ')} ${info.name} takes over.`;
  if (!info.software) return null;
  return 'WebGPU has only a software adapter here, a GPU imitated by the processor: right, but slow. WebAssembly is faster.';
}

const engineName = ({ engine }: State) => (engine.status === 'ready' ? engine.info.name : '');

/** A plane that a cancelled run began, if there is anything on it. */
function partialPlane(progress: unknown): unknown {
  const plane = progress as { readonly computed: number; readonly grid: PlaneGrid } | null;
  return plane !== null && plane.computed > 0 ? plane : null;
}

/** Every result as one that is to be made again. */
function outdated(stages: Stages): Stages {
  return everyStage((name) => {
    const result = shown<unknown>(stages[name]);
    return result === null ? { status: 'idle' } : { status: 'stale', result };
  });
}

function presetOf(experiment: Experiment): PresetId | 'custom' {
  const text = JSON.stringify(experiment);
  const ids = Object.keys(PRESETS) as PresetId[];
  return ids.find((id) => JSON.stringify(PRESETS[id].experiment) === text) ?? 'custom';
}

/** Rejects as soon as the signal is aborted, whatever becomes of the promise. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    promise.then(resolve, reject);
  });
}
