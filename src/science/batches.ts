/** What one network is trained on, step by step: a stream of random draws that depends on the seed alone. */
import { randomFrom, shuffled, type Random } from '../model/random';

export interface BatchesOptions {
  /** Images in the training split; each epoch takes every one once, in a new random order. */
  readonly trainingSamples: number;
  /** Images in a batch, at least 1; the last batch of an epoch may be smaller. */
  readonly batch: number;
  /** The K coefficients of a step. */
  readonly draw: (random: Random) => ArrayLike<number>;
  readonly seed: number;
}

export interface Batches {
  /**
   * The next `count` steps, which lie in one epoch and have batches of one size.
   *
   * @returns indices `[count, size]` into the training split and coefficients `[count, K]`, both owned by the caller
   */
  take(
    count: number,
    size: number,
  ): { indices: Uint32Array<ArrayBuffer>; coefficients: Float64Array<ArrayBuffer> };
  /**
   * Passes over the next `count` steps, of any epochs.
   *
   * @param pass takes from `random` what `draw` takes; `draw` by default
   */
  skip(count: number, pass?: (random: Random) => void): void;
}

export function batchesOf({ trainingSamples, batch, draw, seed }: BatchesOptions): Batches {
  const random = randomFrom(seed);
  const perEpoch = Math.ceil(trainingSamples / batch);
  let order = new Uint32Array(0);
  let done = perEpoch;

  const begin = () => {
    if (done < perEpoch) return;
    order = shuffled(random, trainingSamples);
    done = 0;
  };

  return {
    take(count, size) {
      begin();
      const from = done * batch;
      const rows = Array.from({ length: count }, () => Array.from(draw(random)));
      done += count;
      return {
        indices: order.slice(from, from + count * size),
        coefficients: Float64Array.from(rows.flat()),
      };
    },
    skip(count, pass = draw) {
      for (let i = 0; i < count; i++) {
        begin();
        pass(random);
        done++;
      }
    },
  };
}
