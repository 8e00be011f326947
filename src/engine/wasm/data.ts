/** The dataset in the kernels' memory: grey levels as bytes, and what they mean. */
import { inputLevels, type Dataset, type Split } from '../../data/dataset';
import { createRegion, type Arena } from './arena';
import type { Kernels } from './kernels';

/** What every computation of an engine works with. */
export interface Device {
  readonly kernels: Kernels;
  readonly arena: Arena;
}

export interface PlacedSplit {
  readonly count: number;
  /** Address of grey levels, `[count, pixels]` bytes. */
  readonly images: number;
  /** Address of labels, `[count]` bytes. */
  readonly labels: number;
}

export interface PlacedData extends Record<Split, PlacedSplit> {
  readonly pixels: number;
  readonly channels: number;
  /** Address of the input of each grey level, `[channels, 256]` float32. */
  readonly levels: number;
  /** Throws when another dataset has taken this one's place. */
  check(): void;
  release(): void;
}

/** Copies a dataset into the arena. */
export function placeData({ arena }: Device, dataset: Dataset): PlacedData {
  const region = createRegion(arena);
  const place = (bytes: Uint8Array) => {
    // A few bytes more: kernels read labels by the four.
    const address = region.allocate(bytes.length + 8);
    arena.bytes(address, bytes.length).set(bytes);
    return address;
  };
  const split = ({ count, images, labels }: Dataset[Split]): PlacedSplit => ({
    count,
    images: place(images),
    labels: place(labels),
  });
  let released = false;
  const channels = dataset.normalization.length;
  const levels = region.allocate(1024 * channels);
  arena.floats(levels, 256 * channels).set(inputLevels(dataset.normalization));
  return {
    pixels: dataset.pixels,
    channels,
    levels,
    train: split(dataset.train),
    test: split(dataset.test),
    check() {
      if (released)
        throw new Error('Expected the dataset that this was made for, but it was replaced.');
    },
    release() {
      released = true;
      region.release();
    },
  };
}

/** Writes the labels of these samples to `address`; throws on a sample that the split has not. */
export function readLabels(
  arena: Arena,
  split: PlacedSplit,
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
