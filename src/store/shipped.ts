/** What comes with Isthmus beside the page, fetched when it is asked for: finished landscapes, and all that belongs to them. */
import { CATALOG, type DatasetId } from '../data/catalog';
import { gunzip } from '../data/idx';
import { readSample } from '../data/sample';
import { unpackWeights } from '../files/roundedWeights';
import type { StoredDataset } from '../jobs/jobs';
import type { Weights } from '../model/weights';
import { readLandscape, type Landscape } from '../pipeline/landscape';
import { readLandscapeIndex, type LandscapeIndex } from '../pipeline/landscapeIndex';

/** Fetches a file beside the page. @throws Error that says in words why the server does not give it */
export type FetchFile = (path: string) => Promise<Response>;

/** What comes with the page; everything is fetched once, and again where that failed. */
export interface Shipped {
  /** The list of all landscapes. */
  index(): Promise<LandscapeIndex>;
  /** @throws Error, in words, where there is none of this name, or none that can be read */
  landscape(name: string): Promise<Landscape>;
  /** Weights of landscapes, rounded to float16. */
  weights(file: string): Promise<Weights>;
  /** The first test images of a dataset that is served. */
  sample(id: DatasetId): Promise<StoredDataset>;
}

const FOLDER = 'landscapes';

/** Names of experiments; nothing else becomes part of an address. */
const isName = (name: string) => /^[\w-]{1,80}$/.test(name);

export function createShipped(fetchFile: FetchFile): Shipped {
  const known = new Map<string, Promise<unknown>>();
  const once = <Value>(path: string, read: (response: Response) => Promise<Value>) => {
    const before = known.get(path);
    if (before !== undefined) return before as Promise<Value>;
    const value = fetchFile(path).then(read);
    known.set(path, value);
    value.catch(() => known.delete(path));
    return value;
  };
  const bytesOf = async ({ body }: Response, path: string) => {
    if (body === null) throw new Error(`${path}: expected the file beside the page, got nothing.`);
    return gunzip(body, path);
  };

  const index = () =>
    once(`${FOLDER}/index.json`, async (response) => readLandscapeIndex(await response.text()));
  /** Why a landscape did not arrive: some servers answer with a page of their own for what is not there. */
  const refusal = async (name: string, error: unknown) => {
    const isThere = await index().then(
      (list) => list.some((one) => one.name === name),
      () => true,
    );
    return isThere
      ? error
      : new RangeError(`There is no landscape ${name}; the gallery has all of them.`, {
          cause: error,
        });
  };

  return {
    index,
    landscape: async (name) => {
      if (!isName(name))
        throw new RangeError(
          `Expected the name of a landscape, such as benzing-fig-1, got ${JSON.stringify(name.slice(0, 40))}.`,
        );
      try {
        return await once(`${FOLDER}/${name}.json`, async (response) =>
          readLandscape(name, await response.text()),
        );
      } catch (error) {
        throw await refusal(name, error);
      }
    },
    weights: (file) => {
      const path = `${FOLDER}/weights/${file}.bin`;
      return once(path, async (response) => unpackWeights(await bytesOf(response, path)));
    },
    sample: (id) => {
      const path = `${FOLDER}/samples/${id}.bin`;
      return once(path, async (response): Promise<StoredDataset> => {
        const { train, test, ...dataset } = readSample(
          CATALOG[id],
          await bytesOf(response, path),
          path,
        );
        const stored = ({ count, images, labels }: typeof test) => ({
          count,
          images: new Blob([images]),
          labels: new Blob([labels]),
        });
        return { ...dataset, train: stored(train), test: stored(test) };
      });
    },
  };
}

/** @param base address that paths are relative to */
export const fetchBeside =
  (base: string): FetchFile =>
  async (path) => {
    const expected = `${path}: expected the file beside the page, `;
    let response: Response;
    try {
      response = await fetch(new URL(path, base));
    } catch (error) {
      throw new Error(`${expected}but the server did not answer. Is it still running?`, {
        cause: error,
      });
    }
    if (!response.ok)
      throw new Error(`${expected}got the answer ${response.status} ${response.statusText}.`);
    return response;
  };
