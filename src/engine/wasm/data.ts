/** The dataset in the kernels' memory: grey levels as bytes, and what they mean. */
import {
  checkChannels,
  inputLevels,
  type Dataset,
  type Normalization,
  type Split,
} from '../../data/dataset';
import { createReaders, type Reader } from '../readers';
import { createRegion, type Arena } from './arena';
import type { Kernels } from './kernels';

/** What every computation of an engine works with. */
export interface Device {
  readonly kernels: Kernels;
  readonly arena: Arena;
}

export interface LoadedSplit {
  readonly count: number;
  /** Address of grey levels, `[count, pixels]` bytes. */
  readonly images: number;
  /** Address of labels, `[count]` bytes. */
  readonly labels: number;
}

export interface LoadedData extends Record<Split, LoadedSplit>, Reader {
  readonly pixels: number;
  readonly channels: number;
  /** Address of the input of each grey level, `[channels, 256]` float32. */
  readonly levels: number;
  /** The same bytes under another normalisation, one a channel; they are freed with the last that reads them. */
  normalized(normalization: readonly Normalization[]): LoadedData;
}

/** Copies a dataset into the arena. */
export function loadData({ arena }: Device, dataset: Dataset): LoadedData {
  const region = createRegion(arena);
  const copied = (bytes: Uint8Array) => {
    // A few bytes more: kernels read labels by the four.
    const address = region.allocate(bytes.length + 8);
    arena.bytes(address, bytes.length).set(bytes);
    return address;
  };
  const split = ({ count, images, labels }: Dataset[Split]): LoadedSplit => ({
    count,
    images: copied(images),
    labels: copied(labels),
  });
  const channels = dataset.normalization.length;
  const bytes = {
    pixels: dataset.pixels,
    channels,
    train: split(dataset.train),
    test: split(dataset.test),
  };
  const read = createReaders(() => region.release());

  const under = (normalization: readonly Normalization[]): LoadedData => {
    checkChannels(normalization, channels);
    const levels = arena.allocate(1024 * channels);
    arena.floats(levels, 256 * channels).set(inputLevels(normalization));
    const { check, release } = read(() => arena.free(levels));
    return {
      ...bytes,
      levels,
      check,
      release,
      normalized(other) {
        check();
        return under(other);
      },
    };
  };
  return under(dataset.normalization);
}

/** Writes the labels of these samples to `address`; throws on a sample that the split has not. */
export function readLabels(
  arena: Arena,
  split: LoadedSplit,
  indices: Uint32Array,
  address: number,
): void {
  const from = arena.bytes(split.labels, split.count);
  const to = arena.bytes(address, indices.length);
  indices.forEach((index, s) => {
    const label = from[index];
    if (label === undefined)
      throw new RangeError(`Expected a sample below ${split.count}, got ${index}.`);
    to[s] = label;
  });
}
