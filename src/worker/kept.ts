/** What a visitor imported, datasets and networks, in the browser's own storage for later visits. */
import { del, delMany, get, keys, set } from 'idb-keyval';
import { entryOf, keyOfDataset, type DatasetName } from '../data/named';
import type { StoredDataset } from '../jobs/jobs';
import { LateError, within } from '../jobs/within';
import type { Weights } from '../model/weights';

const keyOf = (name: DatasetName) => `isthmus-dataset-${keyOfDataset(name)}`;

/** @throws Error that says why the browser does not keep it */
export async function keep(name: DatasetName, dataset: StoredDataset): Promise<void> {
  const { train, test } = dataset;
  await put(keyOf(name), dataset, entryOf(name).title, train.images.size + test.images.size);
}

/** What an earlier visit kept, else null; a browser that blocks storage has kept nothing. */
export const kept = (name: DatasetName): Promise<StoredDataset | null> => take(keyOf(name));

/** Whether an earlier visit kept it. */
export const isKept = async (name: DatasetName): Promise<boolean> =>
  (await allKeys().catch((): string[] => [])).includes(keyOf(name));

/** @throws Error that says that the browser does not remove it */
export const removeDataset = (name: DatasetName): Promise<void> =>
  remove(entryOf(name).title, () => del(keyOf(name)));

const NETWORKS = 'isthmus-network-';

/** @throws Error that says why the browser does not keep it */
export const keepNetwork = (digest: string, weights: Weights): Promise<void> =>
  put(NETWORKS + digest, weights, 'The network', weights.byteLength);

/** What an earlier visit kept, else null. */
export const keptNetwork = (digest: string): Promise<Weights | null> => take(NETWORKS + digest);

/** How many networks are kept; a browser that blocks storage keeps none. */
export const countNetworks = async (): Promise<number> =>
  (await networkKeys().catch(() => [])).length;

/** @throws Error that says that the browser does not remove them */
export const removeNetworks = (): Promise<void> =>
  remove('The networks', async () => delMany(await networkKeys()));

async function networkKeys(): Promise<string[]> {
  return (await allKeys()).filter((key) => key.startsWith(NETWORKS));
}

const allKeys = (): Promise<string[]> => answered(() => keys<string>());

/** Milliseconds that the storage may take to answer at all, and to read or write what may be large. */
const ANSWER = 3000;
const WORK = 60_000;

/** Set once the storage has not answered, which it then never does. */
let silent = false;

/** @throws whatever the storage throws, and an Error when it does not answer */
async function answered<Value>(work: () => Promise<Value>): Promise<Value> {
  if (silent) throw new Error('internal: the storage does not answer');
  try {
    await within(ANSWER, get('isthmus'));
  } catch (error) {
    silent ||= error instanceof LateError;
    throw error;
  }
  return within(WORK, work());
}

/** @param title of what is removed, to begin a sentence with */
async function remove(title: string, work: () => Promise<void>): Promise<void> {
  try {
    await answered(work);
  } catch (error) {
    throw new Error(
      `${title}: the browser did not remove what it keeps of this page. Remove this site’s data in its settings.`,
      { cause: error },
    );
  }
}

/**
 * @param title what it is, to begin a sentence with
 * @throws Error that says why the browser does not keep it
 */
async function put(key: string, value: unknown, title: string, bytes: number): Promise<void> {
  try {
    await answered(() => set(key, value));
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
    return (await answered(() => get<Value>(key))) ?? null;
  } catch {
    return null;
  }
}
