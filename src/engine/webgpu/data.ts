/** The dataset where the GPU reads it: images and labels as bytes, and what the bytes mean. */
import { inputLevels, type Dataset, type Split } from '../../data/dataset';
import type { Gpu } from './gpu';

export interface PlacedSplit {
  readonly count: number;
  /** Bytes `[count, pixels]`, four a word. */
  readonly images: GPUBuffer;
  /** Bytes `[count]`, four a word. */
  readonly labels: GPUBuffer;
  /** 0 to `count - 1`: the samples in their own order. */
  readonly order: GPUBuffer;
}

export interface PlacedData extends Record<Split, PlacedSplit> {
  readonly pixels: number;
  readonly channels: number;
  /** The input of each level of each channel, `[channels, 256]`. */
  readonly levels: GPUBuffer;
  /** Throws when another dataset has taken this one's place. */
  check(): void;
  release(): void;
}

export async function placeData(gpu: Gpu, dataset: Dataset): Promise<PlacedData> {
  const region = gpu.region();
  let released = false;
  const split = ({ count, images, labels }: Dataset[Split]): PlacedSplit => ({
    count,
    images: region.upload(words(images)),
    labels: region.upload(words(labels)),
    order: region.upload(Uint32Array.from({ length: count }, (_, i) => i)),
  });
  const place = () => ({
    pixels: dataset.pixels,
    channels: dataset.normalization.length,
    levels: region.upload(inputLevels(dataset.normalization)),
    train: split(dataset.train),
    test: split(dataset.test),
  });
  const images = dataset.train.count + dataset.test.count;
  try {
    const placed = await gpu.allocating(`${images.toLocaleString('en')} images`, place);
    return {
      ...placed,
      check() {
        if (released)
          throw new Error('Expected the dataset that this was made for, but it was replaced.');
      },
      release() {
        released = true;
        region.release();
      },
    };
  } catch (error) {
    region.release();
    throw error;
  }
}

/** Bytes as whole words; copied only where they do not fill these. */
function words(bytes: Uint8Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  if (bytes.byteOffset % 4 === 0 && bytes.length % 4 === 0)
    return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  return new Uint32Array(padded.buffer);
}
