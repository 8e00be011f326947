/**
 * Networks from weights files: those that a visitor imported, by what is in them, in memory and in the browser's storage;
 * and those that come with Isthmus, by name.
 */
import type { Pool } from '../client/workerPool';
import { togetherByName } from '../files/shards';
import type { NetworkFile } from '../pipeline/tasks/types';
import type { Weights } from '../model/weights';
import type { ReadNetwork } from './checkpoints';

/** Network and weights. */
export interface ImportedNetwork extends ReadNetwork {
  readonly weights: Weights;
  /** Names of its layers in the file, in the order that was taken. */
  readonly layers: readonly string[];
  /** Sentences on what was done with the file beside reading it. */
  readonly notes: readonly string[];
}

export interface Imports {
  /** Reads weights files; those that are parts of one network, together. @throws what is wrong with one of them, in words */
  open(files: readonly File[]): Promise<ImportedNetwork[]>;
  /** Keeps networks, for later visits too. @throws why the browser does not */
  add(networks: readonly ImportedNetwork[]): Promise<void>;
  /** @throws Error that asks for the file when it is not there */
  read(file: NetworkFile): Promise<Weights>;
  /** How many the browser's storage has. */
  count(): Promise<number>;
  /** Removes every network, from the browser's storage too. */
  clear(): Promise<void>;
}

/** Finds a weights file that comes with Isthmus; null where there is none of that name. */
export type ShippedFile = (name: string) => Promise<File | null>;

/** Far more than any network here has; longer files would take the memory of the page. */
const MOST_BYTES = 2 ** 30;

export function createImports(pool: Pick<Pool, 'run'>, shippedFile: ShippedFile): Imports {
  const byDigest = new Map<string, Weights>();
  const byName = new Map<string, Weights>();

  const find = async ({ name, digest }: NetworkFile): Promise<Weights | null> => {
    if (digest === null) return byName.get(name) ?? null;
    return byDigest.get(digest) ?? pool.run('keptNetwork', { digest });
  };

  const shipped = async ({ name, digest }: NetworkFile): Promise<Weights | null> => {
    const file = await shippedFile(name);
    if (file === null) return null;
    const read = await pool.run('read', { name, files: [{ name, file }] });
    return digest === null || read.digest === digest ? read.weights : null;
  };

  return {
    open: (files) =>
      Promise.all(
        togetherByName(files).map(async ({ name, files: parts }) => {
          const size = parts.reduce((sum, part) => sum + part.size, 0);
          if (size > MOST_BYTES)
            throw new RangeError(
              `${name}: expected a weights file of at most 1 GB, got ${(size / 1e9).toFixed(1)} GB.`,
            );
          const { digest, ...read } = await pool.run('read', {
            name,
            files: parts.map((file) => ({ name: file.name, file })),
          });
          return { file: { name, digest }, ...read };
        }),
      ),
    async add(networks) {
      for (const { file, weights } of networks) {
        if (file.digest !== null) byDigest.set(file.digest, weights);
        byName.set(file.name, weights);
      }
      const kept = networks.flatMap(({ file: { digest }, weights }) =>
        digest === null ? [] : [pool.run('keepNetwork', { digest, weights })],
      );
      await Promise.all(kept);
    },
    async read(file) {
      const weights = (await find(file)) ?? (await shipped(file));
      if (weights === null)
        throw new Error(
          `${file.name} is not here: drop that file on the page, or choose to train the network instead.`,
        );
      return weights;
    },
    count: () => pool.run('countNetworks', {}),
    async clear() {
      byDigest.clear();
      byName.clear();
      await pool.run('removeNetworks', {});
    },
  };
}
