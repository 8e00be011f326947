/** The page's state and what may be done to it; no React here. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineStart, Pool, PoolOptions } from '../client/pool';
import { parseExperiment, type Experiment } from '../jobs/experiment';
import { PATH_NAMES } from '../jobs/paths';
import { PRESETS, type PresetId } from '../jobs/presets';
import type { EngineChoice } from '../jobs/jobs';
import { createBrought, type ShippedFile } from './brought';
import { createDatasets } from './datasets';
import { documentOf } from './documents';
import { ownNetworks, WHILE_BUSY } from './ownNetworks';
import { followSlider } from './prediction';
import { failureOf } from './pipeline';
import { createRuns } from './runs';
import { wantedStages } from './stages';
import { allFresh, everyStage, fresh, mark, shown } from './staleness';
import type { Actions, Finished, StageName, Stages, State } from './state';

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
  let notices = 0;

  return createStore<State & Actions>()((set, get, api) => {
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
    const { load, bring, forget } = createDatasets({
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

    const { start, stop } = createRuns(api, {
      ...{ pool, version, keep, refresh },
      load: () => load(get().experiment.dataset),
      read: (file) => brought.read(file),
    });

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
        void load(get().experiment.dataset).catch(() => undefined);
        void countNetworks();
      },
      choosePreset: (preset) => get().edit(PRESETS[preset].experiment),
      edit(edited) {
        const experiment = parseExperiment(edited);
        const { dataset } = get().experiment;
        set({ experiment, preset: presetOf(experiment) });
        refresh();
        if (dataset !== experiment.dataset && !get().busy)
          void load(experiment.dataset).catch(() => undefined);
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
          void load(get().experiment.dataset).catch(() => undefined);
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
