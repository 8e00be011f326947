/** The dataset where the GPU reads it: images and labels as bytes, and what the bytes mean. */
import { inputLevels, type Dataset, type Split } from '../../data/dataset';
import type { Gpu } from './gpu';
import { gather } from './kernels/gather';
import { dispatch, spread, type Dispatch } from './program';

/** Consecutive images: a whole split, or as many as one buffer takes. */
export interface ImagePart {
  /** Bytes `[to - from, pixels]`, four a word. */
  readonly bytes: GPUBuffer;
  readonly from: number;
  readonly to: number;
}

export interface PlacedSplit {
  readonly count: number;
  readonly images: readonly ImagePart[];
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
  const { pixels } = dataset;
  // A part begins with a whole word.
  const perPart = 4 * Math.max(1, Math.floor(gpu.largestBuffer / pixels / 4));
  const parts = ({ count, images }: Dataset[Split]) =>
    Array.from({ length: Math.ceil(count / perPart) }, (_, part): ImagePart => {
      const from = part * perPart;
      const to = Math.min(count, from + perPart);
      return { bytes: region.upload(words(images.subarray(from * pixels, to * pixels))), from, to };
    });
  const split = (samples: Dataset[Split]): PlacedSplit => ({
    count: samples.count,
    images: parts(samples),
    labels: region.upload(words(samples.labels)),
    order: region.upload(Uint32Array.from({ length: samples.count }, (_, i) => i)),
  });
  const place = () => ({
    pixels,
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

/** What fills the inputs of a batch with the samples of a list, for every part of the images. */
export function gathering(
  gpu: Gpu,
  { pixels, channels, levels }: PlacedData,
  { images }: PlacedSplit,
  batch: { readonly images: number; readonly stack: number },
  indices: GPUBuffer,
  inputs: GPUBuffer,
): Promise<Dispatch[]> {
  const items = batch.stack * batch.images * pixels;
  return Promise.all(
    images.map(({ bytes, from, to }) => {
      const code = gather({ pixels, channels, ...batch, from, to });
      return dispatch(gpu, code, [bytes, indices, levels, inputs], spread(items));
    }),
  );
}

/** Bytes as whole words; copied only where they do not fill these. */
function words(bytes: Uint8Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  if (bytes.byteOffset % 4 === 0 && bytes.length % 4 === 0)
    return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  return new Uint32Array(padded.buffer);
}
