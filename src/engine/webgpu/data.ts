/** The dataset where the GPU reads it: images and labels as bytes, and what the bytes mean. */
import {
  checkChannels,
  inputLevels,
  type Dataset,
  type Normalization,
  type Split,
} from '../../data/dataset';
import { createReaders, type Reader } from '../readers';
import type { Gpu } from './gpu';
import { gather } from './kernels/gather';
import { call, spread, type Call } from './program';

/** Consecutive images: a whole split, or as many as one buffer takes. */
export interface ImagePart {
  /** Bytes `[to - from, pixels]`, four a word. */
  readonly bytes: GPUBuffer;
  readonly from: number;
  readonly to: number;
}

export interface LoadedSplit {
  readonly count: number;
  readonly images: readonly ImagePart[];
  /** Bytes `[count]`, four a word. */
  readonly labels: GPUBuffer;
  /** 0 to `count - 1`: the samples in their own order. */
  readonly order: GPUBuffer;
}

export interface LoadedData extends Record<Split, LoadedSplit>, Reader {
  readonly pixels: number;
  readonly channels: number;
  /** The input of each level of each channel, `[channels, 256]`. */
  readonly levels: GPUBuffer;
  /** The same bytes under another normalisation, one a channel; they are freed with the last that reads them. */
  normalized(normalization: readonly Normalization[]): Promise<LoadedData>;
}

export async function loadData(gpu: Gpu, dataset: Dataset): Promise<LoadedData> {
  const region = gpu.region();
  const { pixels } = dataset;
  const channels = dataset.normalization.length;
  // A part begins with a whole word.
  const perPart = 4 * Math.max(1, Math.floor(gpu.largestBuffer / pixels / 4));
  const parts = ({ count, images }: Dataset[Split]) =>
    Array.from({ length: Math.ceil(count / perPart) }, (_, part): ImagePart => {
      const from = part * perPart;
      const to = Math.min(count, from + perPart);
      return { bytes: region.upload(words(images.subarray(from * pixels, to * pixels))), from, to };
    });
  const split = (samples: Dataset[Split]): LoadedSplit => ({
    count: samples.count,
    images: parts(samples),
    labels: region.upload(words(samples.labels)),
    order: region.upload(Uint32Array.from({ length: samples.count }, (_, i) => i)),
  });
  const upload = () => ({
    pixels,
    channels,
    train: split(dataset.train),
    test: split(dataset.test),
  });
  const images = dataset.train.count + dataset.test.count;
  const read = createReaders(() => region.release());

  const under = async (
    bytes: ReturnType<typeof upload>,
    normalization: readonly Normalization[],
  ): Promise<LoadedData> => {
    checkChannels(normalization, channels);
    const own = gpu.region();
    const { check, release } = read(() => own.release());
    const levels = inputLevels(normalization);
    try {
      return {
        ...bytes,
        levels: await gpu.allocating('a table of input levels', () => own.upload(levels)),
        check,
        release,
        async normalized(other) {
          check();
          return under(bytes, other);
        },
      };
    } catch (error) {
      release();
      throw error;
    }
  };

  try {
    const bytes = await gpu.allocating(`${images.toLocaleString('en')} images`, upload);
    return await under(bytes, dataset.normalization);
  } catch (error) {
    region.release();
    throw error;
  }
}

/** What fills the inputs of a batch with the samples of a list, for every part of the images. */
export function gathering(
  { pixels, channels, levels }: LoadedData,
  { images }: LoadedSplit,
  batch: { readonly images: number; readonly stack: number },
  indices: GPUBuffer,
  inputs: GPUBuffer,
): Call[] {
  const items = batch.stack * batch.images * pixels;
  return images.map(({ bytes, from, to }) => {
    const code = gather({ pixels, channels, ...batch, from, to });
    return call(code, [bytes, indices, levels, inputs], spread(items));
  });
}

/** Bytes as whole words; copied only where they do not fill these. */
function words(bytes: Uint8Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  if (bytes.byteOffset % 4 === 0 && bytes.length % 4 === 0)
    return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  return new Uint32Array(padded.buffer);
}
