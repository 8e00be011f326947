/** The dataset that the workers hold: served beside the page, brought by the visitor, or made. */
import type { Pool } from '../client/pool';
import { CATALOG, type DatasetId } from '../data/catalog';
import type { StoredDataset } from '../jobs/jobs';
import { failureOf } from './pipeline';
import type { DataState } from './state';

export interface DatasetsHost {
  readonly pool: Pool;
  /** Address that the catalogue's paths are relative to. */
  readonly base: string;
  show(data: DataState): void;
  onNotice(text: string): void;
}

export interface Datasets {
  /** Loads a dataset once and gives it to every worker; rejects when that fails, which is shown. */
  place(id: DatasetId): Promise<void>;
  /** Reads files in place of what was known of the dataset, and keeps it for later visits; false if they are no good. */
  bring(id: DatasetId, files: readonly File[]): Promise<boolean>;
  /** Removes what was kept, and lets go of the dataset. */
  forget(id: DatasetId): Promise<void>;
}

/** Ends what waits for a dataset whose files the visitor has yet to bring. */
class MissingFiles extends Error {}

export function createDatasets({ pool, base, show, onNotice }: DatasetsHost): Datasets {
  let placed: { id: DatasetId; promise: Promise<StoredDataset> } | null = null;

  const load = (id: DatasetId, files: readonly File[]) => {
    const entry = CATALOG[id];
    const served = entry.origin === 'served' ? Object.values(entry.files) : [];
    const total = served.reduce((sum, { bytes }) => sum + bytes, 0);
    const run = async () => {
      show({ status: 'loading', dataset: id, arrived: 0, total });
      const current = () => placed?.promise === promise;
      try {
        const onProgress = (progress: { arrived: number; total: number }) => {
          if (current()) show({ status: 'loading', dataset: id, ...progress });
        };
        const dataset = await pool.run('load', { dataset: id, base, files }, { onProgress });
        if (dataset === null) throw new MissingFiles();
        if (!current()) return dataset;
        await pool.place(dataset);
        const kept = entry.origin === 'brought' && files.length === 0;
        if (current()) show({ status: 'ready', kept });
        return dataset;
      } catch (error) {
        if (current()) {
          placed = null;
          show(
            error instanceof MissingFiles
              ? { status: 'missing' }
              : { status: 'failed', error: failureOf(error) },
          );
        }
        throw error;
      }
    };
    const promise = Promise.resolve().then(run);
    promise.catch(() => undefined);
    placed = { id, promise };
    return promise;
  };

  return {
    place: async (id) => {
      await (placed?.id === id ? placed.promise : load(id, []));
    },
    async bring(id, files) {
      let dataset: StoredDataset;
      try {
        dataset = await load(id, files);
      } catch (error) {
        onNotice(failureOf(error).message);
        return false;
      }
      const own = placed;
      pool.run('keep', { id, dataset }).then(
        () => {
          if (placed === own) show({ status: 'ready', kept: true });
        },
        (error: unknown) => onNotice(failureOf(error).message),
      );
      return true;
    },
    async forget(id) {
      await pool.run('forget', { id });
      if (placed?.id !== id) return;
      placed = null;
      show({ status: 'missing' });
    },
  };
}
