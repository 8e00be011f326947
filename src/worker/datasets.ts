/** The datasets of one worker: those that it was given, and those that its engine holds. */
import type { DatasetId } from '../data/catalog';
import type { Engine } from '../engine/engine';
import type { DataSettings, StoredDataset } from '../jobs/jobs';
import { createPredictors } from './predictors';
import type { Running } from './running';
import { unstore } from './storage';

/**
 * How many stay loaded, counting a dataset once for each normalisation: enough for two workspaces that take turns, and
 * what nobody names any more goes when others are named. Those that jobs are computed on stay in any case.
 */
const KEPT = 2;

/** A dataset under one normalisation. */
interface Loaded {
  readonly id: DatasetId;
  readonly running: Promise<Running>;
  /** How many jobs are computed on it. */
  jobs: number;
  /** It is disposed of when the last of these has ended. */
  dropped: boolean;
}

export interface Datasets {
  /** Takes a dataset, in place of the one of this name before. */
  provide(id: DatasetId, dataset: StoredDataset): void;
  /** Lets go of a dataset; jobs that are computed on it go on. */
  withdraw(id: DatasetId): void;
  /**
   * Works on a dataset, which is loaded where the engine does not hold it yet. Its bytes are held once, whatever
   * normalisations it is used under.
   *
   * @throws what keeps it from being loaded
   */
  use<Result>(
    engine: Engine,
    data: DataSettings,
    work: (running: Running) => Promise<Result>,
  ): Promise<Result>;
  /** Lets go of all that is loaded; to be called before the engine is disposed of. */
  unload(): void;
}

export function createDatasets(): Datasets {
  const provided = new Map<DatasetId, StoredDataset>();
  /** By settings, the one used longest ago first. */
  const loaded = new Map<string, Loaded>();

  const drop = (key: string, entry: Loaded) => {
    if (loaded.get(key) === entry) loaded.delete(key);
    entry.dropped = true;
    if (entry.jobs === 0) dispose(entry);
  };

  const dropAll = (which: (entry: Loaded) => boolean) => {
    for (const [key, entry] of [...loaded]) if (which(entry)) drop(key, entry);
  };

  const begin = (engine: Engine, { dataset: id, normalization }: DataSettings): Loaded => {
    const stored = provided.get(id);
    if (stored === undefined) throw new Error(`internal: a job names ${id}, which is not there`);
    const under = normalization ?? stored.normalization;
    const other = [...loaded.values()].find((entry) => entry.id === id);
    const running =
      other === undefined
        ? load(engine, { ...stored, normalization: under })
        : during(other, async (same) => ({
            ...same,
            engine: await same.engine.normalized(under),
            predictors: createPredictors(),
          }));
    return { id, running, jobs: 0, dropped: false };
  };

  return {
    provide(id, dataset) {
      dropAll((entry) => entry.id === id);
      provided.set(id, dataset);
    },
    withdraw(id) {
      dropAll((entry) => entry.id === id);
      provided.delete(id);
    },
    async use(engine, data, work) {
      const key = JSON.stringify([data.dataset, data.normalization]);
      const entry = loaded.get(key) ?? begin(engine, data);
      loaded.delete(key);
      loaded.set(key, entry);
      entry.running.catch(() => drop(key, entry));
      const result = during(entry, work);
      for (const [oldest, old] of [...loaded])
        if (loaded.size > KEPT && old.jobs === 0) drop(oldest, old);
      return result;
    },
    unload: () => dropAll(() => true),
  };
}

async function load(engine: Engine, stored: StoredDataset): Promise<Running> {
  const dataset = await unstore(stored);
  const { train, test } = dataset;
  return {
    engine: await engine.load(dataset),
    counts: { train: train.count, test: test.count },
    labels: { train: train.labels, test: test.labels },
    predictors: createPredictors(),
  };
}

/** Works on what is loaded, which stays so until then. */
async function during<Result>(
  entry: Loaded,
  work: (running: Running) => Promise<Result>,
): Promise<Result> {
  entry.jobs++;
  try {
    return await work(await entry.running);
  } finally {
    entry.jobs--;
    if (entry.dropped && entry.jobs === 0) dispose(entry);
  }
}

/** Disposes of what is or will be loaded. */
function dispose({ running }: Loaded): void {
  running.then(
    ({ engine, predictors }) => {
      predictors.clear();
      engine.dispose();
    },
    () => undefined,
  );
}
