/** The datasets that jobs may name: served beside the page, imported by the visitor, or made. */
import type { Pool } from '../client/workerPool';
import { CATALOG, type CatalogEntry, type DatasetId } from '../data/catalog';
import { keyOfDataset, type DatasetName } from '../data/named';
import type { OwnData } from '../data/own';
import type { DataSettings, HeldData, StoredDataset } from '../jobs/jobs';
import { failureOf } from '../pipeline/runner';
import type { Failure } from '../pipeline/state';
import { inWords, wordsOf } from './failure';
import type { NoticeKind, NoticeSubject } from './notices';

export type DataState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'loading';
      readonly arrived: number;
      /** 0 while it is not known. */
      readonly total: number;
    }
  /** The visitor has yet to import the files. */
  | { readonly status: 'missing' }
  /** Kept datasets were imported by the visitor and are there at the next visit. */
  | { readonly status: 'ready'; readonly kept: boolean }
  | { readonly status: 'failed'; readonly error: Failure };

/** States of the datasets that were asked for, by `keyOfDataset`. */
export type DataStates = Readonly<Record<string, DataState>>;

const NOT_ASKED: DataState = { status: 'idle' };

export const dataStateOf = (states: DataStates, name: DatasetName): DataState =>
  states[keyOfDataset(name)] ?? NOT_ASKED;

/** What of the images of a job is there to look at: the whole dataset, its first test images alone, or nothing. */
export function heldData(
  { datasets, samples }: { readonly datasets: DataStates; readonly samples: readonly DatasetId[] },
  data: DataSettings,
): HeldData | null {
  if (dataStateOf(datasets, data).status === 'ready') return data;
  return samples.includes(data.dataset) ? { ...data, sample: true } : null;
}

export interface DatasetsHost {
  readonly pool: Pool;
  /** Address that the catalogue's paths are relative to. */
  readonly base: string;
  show(key: string, data: DataState): void;
  /** Called when the first test images of a dataset are there. */
  onSample(id: DatasetId): void;
  notify(text: string, kind?: NoticeKind): void;
  settle(about: NoticeSubject): void;
}

export interface Datasets {
  /** Loads a dataset once, and provides it to the workers; rejects when that fails, which is shown. */
  load(name: DatasetName): Promise<void>;
  /** Takes the first test images of a dataset, to look at while the whole of it is not there. */
  provideSample(id: DatasetId, sample: StoredDataset): void;
  /** Reads files in place of what was known of the dataset, and keeps it for later visits; false if they are no good. */
  importDataset(id: DatasetId, files: readonly File[]): Promise<boolean>;
  /** Reads images of the visitor's own, for this visit; null if they are no good, which is said. */
  importOwn(files: readonly File[]): Promise<OwnData | null>;
  /** Keeps a dataset that is there for later visits. */
  keepDataset(name: DatasetName): Promise<void>;
  /** Removes what was kept, and lets go of the dataset. */
  removeDataset(name: DatasetName): Promise<void>;
}

/** Whether the visitor brings its files. */
const isBrought = ({ origin }: CatalogEntry) => origin === 'imported' || origin === 'own';

/** Ends what waits for a dataset whose files the visitor has yet to import. */
class MissingFiles extends Error {}

/** A dataset that is being loaded, or is there. */
interface Entry {
  readonly state: DataState;
  readonly promise: Promise<StoredDataset>;
}

export function createDatasets({
  pool,
  base,
  show,
  onSample,
  notify,
  settle,
}: DatasetsHost): Datasets {
  const entries = new Map<string, Entry>();

  const begin = (name: DatasetName, files: readonly File[]): Promise<StoredDataset> => {
    const key = keyOfDataset(name);
    const catalogued = CATALOG[name.dataset];
    const served = catalogued.origin === 'served' ? Object.values(catalogued.files) : [];
    const total = served.reduce((sum, { bytes }) => sum + bytes, 0);
    const before = entries.get(key);
    const isLatest = () => entries.get(key)?.promise === promise;
    const become = (state: DataState) => {
      if (!isLatest()) return;
      entries.set(key, { state, promise });
      show(key, state);
    };
    const run = async () => {
      try {
        const onProgress = (progress: { arrived: number; total: number }) =>
          become({ status: 'loading', ...progress });
        const dataset = await pool.run('load', { name, base, files }, { onProgress });
        if (dataset === null) throw new MissingFiles();
        if (isLatest()) pool.provide(name, dataset);
        become({ status: 'ready', kept: isBrought(catalogued) && files.length === 0 });
        return dataset;
      } catch (error) {
        const missing = error instanceof MissingFiles || files.length > 0;
        become(
          missing ? { status: 'missing' } : { status: 'failed', error: inWords(failureOf(error)) },
        );
        if (isLatest()) entries.delete(key);
        // What was there before wrong files stays.
        if (before !== undefined && !entries.has(key)) {
          entries.set(key, before);
          show(key, before.state);
        }
        throw error;
      }
    };
    const promise = Promise.resolve().then(run);
    promise.catch(() => undefined);
    entries.set(key, { state: { status: 'loading', arrived: 0, total }, promise });
    show(key, { status: 'loading', arrived: 0, total });
    return promise;
  };

  const keep = async (name: DatasetName, dataset: StoredDataset) => {
    const key = keyOfDataset(name);
    const before = entries.get(key)?.promise;
    try {
      await pool.run('keep', { name, dataset });
    } catch (error) {
      notify(wordsOf(error), { about: 'storage' });
      return;
    }
    settle('storage');
    if (before === undefined || entries.get(key)?.promise !== before) return;
    entries.set(key, { state: { status: 'ready', kept: true }, promise: before });
    show(key, { status: 'ready', kept: true });
  };

  return {
    load: async (name) => {
      await (entries.get(keyOfDataset(name))?.promise ?? begin(name, []));
    },
    provideSample(id, sample) {
      pool.provide({ dataset: id, sample: true }, sample);
      onSample(id);
    },
    async importDataset(id, files) {
      let dataset: StoredDataset;
      try {
        dataset = await begin({ dataset: id }, files);
      } catch (error) {
        notify(wordsOf(error), { about: 'files' });
        return false;
      }
      settle('files');
      void keep({ dataset: id }, dataset);
      return true;
    },
    async importOwn(files) {
      const named = files.map((file) => ({ name: file.name, file }));
      notify(`Reading ${named[0]?.name ?? 'files'}.`, { level: 'information', about: 'files' });
      try {
        const { own, dataset, kept } = await pool.run('readOwn', { files: named });
        settle('files');
        const name: DatasetName = { dataset: 'own', own };
        const key = keyOfDataset(name);
        const state: DataState = { status: 'ready', kept };
        // The same images that were there already stay as they are.
        if (entries.get(key)?.state.status !== 'ready') {
          pool.provide(name, dataset);
          entries.set(key, { state, promise: Promise.resolve(dataset) });
          show(key, state);
        }
        return own;
      } catch (error) {
        settle('files');
        notify(wordsOf(error), { about: 'files' });
        return null;
      }
    },
    async keepDataset(name) {
      const there = entries.get(keyOfDataset(name));
      if (there?.state.status === 'ready') await keep(name, await there.promise);
    },
    async removeDataset(name) {
      try {
        await pool.run('removeDataset', { name });
      } catch (error) {
        notify(wordsOf(error), { about: 'storage' });
        return;
      }
      entries.delete(keyOfDataset(name));
      pool.withdraw(name);
      show(keyOfDataset(name), { status: 'missing' });
    },
  };
}
