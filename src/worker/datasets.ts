/** The datasets of one worker: those that it was given, and those that its engine holds. */
import { keyOfDataset, type HeldName } from '../data/named';
import type { Engine } from '../engine/engine';
import type { HeldData, StoredDataset } from '../jobs/jobs';
import { createBoundaries } from './boundaries';
import { createPlaneEvaluators } from './places';
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
  /** Of the dataset. */
  readonly key: string;
  readonly running: Promise<Running>;
  /** How many jobs are computed on it. */
  jobs: number;
  /** It is disposed of when the last of these has ended. */
  dropped: boolean;
}

export interface Datasets {
  /** Takes a dataset, in place of the one of this name before. */
  provide(name: HeldName, dataset: StoredDataset): void;
  /** Lets go of a dataset; jobs that are computed on it go on. */
  withdraw(name: HeldName): void;
  /**
   * Works on a dataset, which is loaded where the engine does not hold it yet. Its bytes are held once, whatever
   * normalisations it is used under.
   *
   * @throws what keeps it from being loaded
   */
  use<Result>(
    engine: Engine,
    data: HeldData,
    work: (running: Running) => Promise<Result>,
  ): Promise<Result>;
  /** Lets go of all that is loaded; to be called before the engine is disposed of. */
  unload(): void;
}

export function createDatasets(): Datasets {
  const provided = new Map<string, StoredDataset>();
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

  const begin = (engine: Engine, data: HeldData): Loaded => {
    const { normalization } = data;
    const key = keyOfDataset(data);
    const stored = provided.get(key);
    if (stored === undefined) throw new Error(`internal: a job names ${key}, which is not there`);
    const under = normalization ?? stored.normalization;
    const other = [...loaded.values()].find((entry) => entry.key === key);
    const running =
      other === undefined
        ? load(engine, { ...stored, normalization: under })
        : during(other, async (same) => ({
            ...same,
            engine: await same.engine.normalized(under),
            stored: { ...same.stored, normalization: under },
            predictors: createPredictors(),
            planes: createPlaneEvaluators(),
            boundaries: createBoundaries(engine, { ...stored, normalization: under }),
          }));
    return { key, running, jobs: 0, dropped: false };
  };

  return {
    provide(name, dataset) {
      const key = keyOfDataset(name);
      dropAll((entry) => entry.key === key);
      provided.set(key, dataset);
    },
    withdraw(name) {
      const key = keyOfDataset(name);
      dropAll((entry) => entry.key === key);
      provided.delete(key);
    },
    async use(engine, data, work) {
      const key = JSON.stringify([keyOfDataset(data), data.normalization]);
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
    stored,
    predictors: createPredictors(),
    planes: createPlaneEvaluators(),
    boundaries: createBoundaries(engine, stored),
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
    ({ engine, predictors, planes, boundaries }) => {
      predictors.clear();
      planes.clear();
      boundaries.clear();
      engine.dispose();
    },
    () => undefined,
  );
}
