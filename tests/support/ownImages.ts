/** Images of one's own in each form that they are brought in. */
import { gzipSync, zipSync } from 'fflate';
import type { Samples } from '../../src/data/dataset';
import type { OwnImages } from '../../src/data/own';

export type Form = readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];

/** Images in which the class can be seen: a band of light whose height is the label's. */
export function imagesOf(sizes: {
  readonly side: number;
  readonly channels: 1 | 3;
  readonly train: number;
  readonly test: number;
  readonly classes: number;
}): OwnImages {
  const { side, channels, classes } = sizes;
  const pixels = channels * side * side;
  const samples = (count: number, first: number): Samples => {
    const images = new Uint8Array(count * pixels);
    const labels = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      const label = (labels[i] = i % classes);
      for (let p = 0; p < pixels; p++) {
        const row = Math.floor((p % (side * side)) / side);
        const light = row === Math.floor((label * side) / classes) ? 180 : 20;
        images[i * pixels + p] = light + (((i + first) * 31 + p * 17) % 60);
      }
    }
    return { count, images, labels };
  };
  return { side, channels, train: samples(sizes.train, 0), test: samples(sizes.test, 1000) };
}

/** A .npy file of version 1. */
function npyOf(descr: string, shape: readonly number[], data: Uint8Array): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const text = new TextEncoder().encode(header.padEnd(117) + '\n');
  return Uint8Array.of(
    0x93,
    ...new TextEncoder().encode('NUMPY'),
    1,
    0,
    text.length,
    0,
    ...text,
    ...data,
  );
}

/** Channels of each pixel side by side. */
function channelsLast({ side, channels }: OwnImages, images: Uint8Array): Uint8Array {
  const plane = side * side;
  return images.map((_, i) => {
    const image = Math.floor(i / (plane * channels)) * plane * channels;
    const within = i - image;
    return images[image + (within % channels) * plane + Math.floor(within / channels)]!;
  });
}

interface NpzOptions {
  readonly deflated?: boolean;
  readonly channelsFirst?: boolean;
  readonly floats?: boolean;
}

/** As Keras ships MNIST. */
export function npzOf(
  images: OwnImages,
  { deflated = false, channelsFirst = false, floats = false }: NpzOptions = {},
): Form {
  const { side, channels, train, test } = images;
  const split = (name: string, { count, images: levels, labels }: Samples) => {
    const first = channelsFirst || channels === 1;
    const ordered = first ? levels : channelsLast(images, levels);
    const shape = channelsFirst
      ? [count, channels, side, side]
      : [count, side, side, ...(channels === 1 ? [] : [channels])];
    const bytes = floats
      ? new Uint8Array(Float32Array.from(ordered, (level) => level / 255).buffer)
      : ordered;
    return {
      [`x_${name}.npy`]: npyOf(floats ? '<f4' : '|u1', shape, bytes),
      [`y_${name}.npy`]: npyOf(
        '<i8',
        [count],
        new Uint8Array(BigInt64Array.from(labels, BigInt).buffer),
      ),
    };
  };
  const members = { ...split('train', train), ...split('test', test) };
  const bytes = Uint8Array.from(zipSync(members, { level: deflated ? 6 : 0 }));
  return [{ name: 'own.npz', bytes }];
}

function idx(shape: readonly number[], data: Uint8Array): Uint8Array<ArrayBuffer> {
  const sizes = shape.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]);
  return Uint8Array.of(0, 0, 8, shape.length, ...sizes, ...data);
}

/** As MNIST comes. */
export function idxOf(images: OwnImages, gzipped = false): Form {
  const { side, channels, train, test } = images;
  const pack = (bytes: Uint8Array<ArrayBuffer>) =>
    gzipped ? Uint8Array.from(gzipSync(bytes)) : bytes;
  const split = (name: string, { count, images: levels, labels }: Samples) => [
    {
      name: `${name}-images-idx3-ubyte${gzipped ? '.gz' : ''}`,
      bytes: pack(
        idx(
          [count, side, side, ...(channels === 1 ? [] : [channels])],
          channelsLast(images, levels),
        ),
      ),
    },
    {
      name: `${name}-labels-idx1-ubyte${gzipped ? '.gz' : ''}`,
      bytes: pack(idx([count], labels)),
    },
  ];
  return [...split('train', train), ...split('t10k', test)];
}

/** A file of each split, the label first. */
export function csvOf(images: OwnImages): Form {
  const pixels = images.channels * images.side ** 2;
  const split = (name: string, { count, images: levels, labels }: Samples) => {
    const ordered = channelsLast(images, levels);
    const lines = Array.from({ length: count }, (_, i) =>
      [labels[i], ...ordered.subarray(i * pixels, (i + 1) * pixels)].join(','),
    );
    return { name: `${name}.csv`, bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) };
  };
  return [split('train', images.train), split('test', images.test)];
}
