/** The datasets that jobs may name: served beside the page, imported by the visitor, or made. */
import type { Pool } from '../client/workerPool';
import { CATALOG, type DatasetId } from '../data/catalog';
import type { StoredDataset } from '../jobs/jobs';
import { failureOf } from '../pipeline/runner';
import type { Failure } from '../pipeline/state';
import { inWords, wordsOf } from './failure';
import type { NoticeKind, NoticeSubject } from './notices';

export type DataState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'loading';
      readonly dataset: DatasetId;
      readonly arrived: number;
      /** 0 while it is not known. */
      readonly total: number;
    }
  /** The visitor has yet to import the files. */
  | { readonly status: 'missing' }
  /** Kept datasets were imported by the visitor and are there at the next visit. */
  | { readonly status: 'ready'; readonly kept: boolean }
  | { readonly status: 'failed'; readonly error: Failure };

/** States of the datasets that were asked for. */
export type DataStates = Readonly<Partial<Record<DatasetId, DataState>>>;

const NOT_ASKED: DataState = { status: 'idle' };

export const dataStateOf = (states: DataStates, id: DatasetId): DataState =>
  states[id] ?? NOT_ASKED;

export interface DatasetsHost {
  readonly pool: Pool;
  /** Address that the catalogue's paths are relative to. */
  readonly base: string;
  show(id: DatasetId, data: DataState): void;
  notify(text: string, kind?: NoticeKind): void;
  settle(about: NoticeSubject): void;
}

export interface Datasets {
  /** Loads a dataset once, and provides it to the workers; rejects when that fails, which is shown. */
  load(id: DatasetId): Promise<void>;
  /** Reads files in place of what was known of the dataset, and keeps it for later visits; false if they are no good. */
  importDataset(id: DatasetId, files: readonly File[]): Promise<boolean>;
  /** Removes what was kept, and lets go of the dataset. */
  removeDataset(id: DatasetId): Promise<void>;
}

/** Ends what waits for a dataset whose files the visitor has yet to import. */
class MissingFiles extends Error {}

/** A dataset that is being loaded, or is there. */
interface Entry {
  readonly state: DataState;
  readonly promise: Promise<StoredDataset>;
}

export function createDatasets({ pool, base, show, notify, settle }: DatasetsHost): Datasets {
  const entries = new Map<DatasetId, Entry>();

  const begin = (id: DatasetId, files: readonly File[]): Promise<StoredDataset> => {
    const catalogued = CATALOG[id];
    const served = catalogued.origin === 'served' ? Object.values(catalogued.files) : [];
    const total = served.reduce((sum, { bytes }) => sum + bytes, 0);
    const before = entries.get(id);
    const isLatest = () => entries.get(id)?.promise === promise;
    const become = (state: DataState) => {
      if (!isLatest()) return;
      entries.set(id, { state, promise });
      show(id, state);
    };
    const run = async () => {
      try {
        const onProgress = (progress: { arrived: number; total: number }) =>
          become({ status: 'loading', dataset: id, ...progress });
        const dataset = await pool.run('load', { dataset: id, base, files }, { onProgress });
        if (dataset === null) throw new MissingFiles();
        if (isLatest()) pool.provide(id, dataset);
        become({ status: 'ready', kept: catalogued.origin === 'imported' && files.length === 0 });
        return dataset;
      } catch (error) {
        const missing = error instanceof MissingFiles || files.length > 0;
        become(
          missing ? { status: 'missing' } : { status: 'failed', error: inWords(failureOf(error)) },
        );
        if (isLatest()) entries.delete(id);
        // What was there before wrong files stays.
        if (before !== undefined && !entries.has(id)) {
          entries.set(id, before);
          show(id, before.state);
        }
        throw error;
      }
    };
    const promise = Promise.resolve().then(run);
    promise.catch(() => undefined);
    entries.set(id, { state: { status: 'loading', dataset: id, arrived: 0, total }, promise });
    show(id, { status: 'loading', dataset: id, arrived: 0, total });
    return promise;
  };

  return {
    load: async (id) => {
      await (entries.get(id)?.promise ?? begin(id, []));
    },
    async importDataset(id, files) {
      let dataset: StoredDataset;
      try {
        dataset = await begin(id, files);
      } catch (error) {
        notify(wordsOf(error), { about: 'files' });
        return false;
      }
      settle('files');
      const own = entries.get(id)?.promise;
      pool.run('keep', { id, dataset }).then(
        () => {
          settle('storage');
          if (own !== undefined && entries.get(id)?.promise === own) {
            entries.set(id, { state: { status: 'ready', kept: true }, promise: own });
            show(id, { status: 'ready', kept: true });
          }
        },
        (error: unknown) => notify(wordsOf(error), { about: 'storage' }),
      );
      return true;
    },
    async removeDataset(id) {
      try {
        await pool.run('removeDataset', { id });
      } catch (error) {
        notify(wordsOf(error), { about: 'storage' });
        return;
      }
      entries.delete(id);
      pool.withdraw(id);
      show(id, { status: 'missing' });
    },
  };
}
