/** Datasets that a visitor brought, in the browser's own storage for later visits. */
import { del, get, set } from 'idb-keyval';
import { CATALOG, type DatasetId } from '../data/catalog';
import type { StoredDataset } from '../jobs/jobs';

const keyOf = (id: DatasetId) => `isthmus-dataset-${id}`;

/** @throws Error that says why the browser does not keep it */
export async function keep(id: DatasetId, dataset: StoredDataset): Promise<void> {
  try {
    await set(keyOf(id), dataset);
  } catch (error) {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    const { train, test } = dataset;
    const megabytes = Math.ceil((train.images.size + test.images.size) / 1e6);
    throw new Error(
      `${CATALOG[id].title} is there for this visit only: ${full ? `the browser has no room for its ${megabytes} MB. Free some, and bring the files again` : 'this browser keeps no data of this page'}.`,
      { cause: error },
    );
  }
}

/** What an earlier visit kept, else null; a browser that blocks storage has kept nothing. */
export async function kept(id: DatasetId): Promise<StoredDataset | null> {
  try {
    return (await get<StoredDataset>(keyOf(id))) ?? null;
  } catch {
    return null;
  }
}

export async function forget(id: DatasetId): Promise<void> {
  await del(keyOf(id));
}
