/** The datasets that jobs may name: served beside the page, brought by the visitor, or made. */
import type { Pool } from '../client/pool';
import { CATALOG, type DatasetId } from '../data/catalog';
import type { StoredDataset } from '../jobs/jobs';
import { failureOf } from './pipeline';
import type { DataState } from './state';

export interface DatasetsHost {
  readonly pool: Pool;
  /** Address that the catalogue's paths are relative to. */
  readonly base: string;
  /** Shows the state of the dataset that was asked for last. */
  show(data: DataState): void;
  onNotice(text: string): void;
}

export interface Datasets {
  /** Loads a dataset once, and provides it to the workers; rejects when that fails, which is shown. */
  load(id: DatasetId): Promise<void>;
  /** Reads files in place of what was known of the dataset, and keeps it for later visits; false if they are no good. */
  bring(id: DatasetId, files: readonly File[]): Promise<boolean>;
  /** Removes what was kept, and lets go of the dataset. */
  forget(id: DatasetId): Promise<void>;
}

/** Ends what waits for a dataset whose files the visitor has yet to bring. */
class MissingFiles extends Error {}

/** A dataset that is being loaded, or is there. */
interface Entry {
  state: DataState;
  readonly promise: Promise<StoredDataset>;
}

export function createDatasets({ pool, base, show, onNotice }: DatasetsHost): Datasets {
  const entries = new Map<DatasetId, Entry>();
  let last: DatasetId | null = null;

  const begin = (id: DatasetId, files: readonly File[]): Entry => {
    const catalogued = CATALOG[id];
    const served = catalogued.origin === 'served' ? Object.values(catalogued.files) : [];
    const total = served.reduce((sum, { bytes }) => sum + bytes, 0);
    const before = entries.get(id);
    const tell = (state: DataState) => {
      if (entries.get(id) !== entry) return;
      entry.state = state;
      if (last === id) show(state);
    };
    const run = async () => {
      try {
        const onProgress = (progress: { arrived: number; total: number }) =>
          tell({ status: 'loading', dataset: id, ...progress });
        const dataset = await pool.run('load', { dataset: id, base, files }, { onProgress });
        if (dataset === null) throw new MissingFiles();
        if (entries.get(id) === entry) pool.provide(id, dataset);
        tell({ status: 'ready', kept: catalogued.origin === 'brought' && files.length === 0 });
        return dataset;
      } catch (error) {
        const missing = error instanceof MissingFiles;
        tell(missing ? { status: 'missing' } : { status: 'failed', error: failureOf(error) });
        // What was there before wrong files stays.
        if (entries.get(id) === entry && before !== undefined) entries.set(id, before);
        else if (entries.get(id) === entry) entries.delete(id);
        throw error;
      }
    };
    const entry: Entry = {
      state: { status: 'loading', dataset: id, arrived: 0, total },
      promise: Promise.resolve().then(run),
    };
    entry.promise.catch(() => undefined);
    entries.set(id, entry);
    return entry;
  };

  const shown = (id: DatasetId, entry: Entry) => {
    last = id;
    show(entry.state);
    return entry.promise;
  };

  return {
    load: async (id) => {
      await shown(id, entries.get(id) ?? begin(id, []));
    },
    async bring(id, files) {
      let dataset: StoredDataset;
      const entry = begin(id, files);
      try {
        dataset = await shown(id, entry);
      } catch (error) {
        onNotice(failureOf(error).message);
        return false;
      }
      pool.run('keep', { id, dataset }).then(
        () => {
          entry.state = { status: 'ready', kept: true };
          if (last === id && entries.get(id) === entry) show(entry.state);
        },
        (error: unknown) => onNotice(failureOf(error).message),
      );
      return true;
    },
    async forget(id) {
      await pool.run('forget', { id });
      entries.delete(id);
      pool.withdraw(id);
      if (last === id) show({ status: 'missing' });
    },
  };
}
