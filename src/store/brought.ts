/** Networks that a visitor brought as weights files: kept by what is in them as long as the page is open. */
import type { NetworkSettings } from '../jobs/experiment';
import type { Weights } from '../model/weights';

export type NetworkFile = NonNullable<NetworkSettings['file']>;

export interface Brought {
  add(file: NetworkFile, weights: Weights): void;
  /** @throws Error that asks for the file when it is not there */
  read(file: NetworkFile): Promise<Weights>;
}

export function createBrought(): Brought {
  const byDigest = new Map<string, Weights>();
  const byName = new Map<string, Weights>();
  return {
    add({ name, digest }, weights) {
      if (digest !== null) byDigest.set(digest, weights);
      byName.set(name, weights);
    },
    read({ name, digest }) {
      const weights = digest === null ? byName.get(name) : byDigest.get(digest);
      return weights === undefined
        ? Promise.reject(
            new Error(
              `${name} is not here: drop that file on the page, or choose to train the network instead.`,
            ),
          )
        : Promise.resolve(weights);
    },
  };
}
