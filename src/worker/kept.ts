/** What a visitor imported, datasets and networks, in the browser's own storage for later visits. */
import { del, delMany, get, keys, set } from 'idb-keyval';
import { CATALOG, type DatasetId } from '../data/catalog';
import type { StoredDataset } from '../jobs/jobs';
import type { Weights } from '../model/weights';

const keyOf = (id: DatasetId) => `isthmus-dataset-${id}`;

/** @throws Error that says why the browser does not keep it */
export async function keep(id: DatasetId, dataset: StoredDataset): Promise<void> {
  const { train, test } = dataset;
  await put(keyOf(id), dataset, CATALOG[id].title, train.images.size + test.images.size);
}

/** What an earlier visit kept, else null; a browser that blocks storage has kept nothing. */
export const kept = (id: DatasetId): Promise<StoredDataset | null> => take(keyOf(id));

export async function forget(id: DatasetId): Promise<void> {
  await del(keyOf(id));
}

const NETWORKS = 'isthmus-network-';

/** @throws Error that says why the browser does not keep it */
export const keepNetwork = (digest: string, weights: Weights): Promise<void> =>
  put(NETWORKS + digest, weights, 'The network', weights.byteLength);

/** What an earlier visit kept, else null. */
export const keptNetwork = (digest: string): Promise<Weights | null> => take(NETWORKS + digest);

/** How many networks are kept; a browser that blocks storage keeps none. */
export const countNetworks = async (): Promise<number> =>
  (await networkKeys().catch(() => [])).length;

export async function forgetNetworks(): Promise<void> {
  await delMany(await networkKeys());
}

async function networkKeys(): Promise<string[]> {
  return (await keys<string>()).filter((key) => key.startsWith(NETWORKS));
}

/**
 * @param title what it is, to begin a sentence with
 * @throws Error that says why the browser does not keep it
 */
async function put(key: string, value: unknown, title: string, bytes: number): Promise<void> {
  try {
    await set(key, value);
  } catch (error) {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    const megabytes = Math.ceil(bytes / 1e6);
    throw new Error(
      `${title} is there for this visit only: ${full ? `the browser has no room for its ${megabytes} MB. Free some, and bring the files again` : 'this browser keeps no data of this page'}.`,
      { cause: error },
    );
  }
}

async function take<Value>(key: string): Promise<Value | null> {
  try {
    return (await get<Value>(key)) ?? null;
  } catch {
    return null;
  }
}
