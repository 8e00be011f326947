/** Arrays of NumPy as levels 0 to 255 of images, and as labels. */
import { squareOf, type OwnImages } from '../../data/own';
import { DatasetError } from '../../data/idx';
import { quoted, shapeText, sizeOf } from '../tensor';
import type { NpyArray } from '../npy';

type Read = (view: DataView, at: number, little: boolean) => number;

/** Readers of numbers, by NumPy's kind and width. */
const READERS: Readonly<Record<string, Read>> = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

interface Numbers {
  readonly count: number;
  readonly float: boolean;
  at(i: number): number;
}

/** @throws DatasetError */
function numbersIn({ name, descr, shape, fortran, data }: NpyArray): Numbers {
  const kind = descr.slice(1);
  const read = READERS[kind];
  if (read === undefined)
    throw new DatasetError(
      `Array ${quoted(name)}: expected whole numbers or floats of 32 or 64 bits, got ${quoted(descr)}.`,
    );
  if (fortran && shape.length > 1)
    throw new DatasetError(
      `Array ${quoted(name)}: expected its last axis to be the fastest, got the first; save np.ascontiguousarray of it.`,
    );
  const width = Number(kind.slice(1));
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const little = !descr.startsWith('>');
  return {
    count: sizeOf(shape),
    float: kind.startsWith('f'),
    at: (i) => read(view, i * width, little),
  };
}

/** Rows, columns and channels of images, and whether the channels come last. */
interface Layout extends Pick<OwnImages, 'side' | 'channels'> {
  readonly count: number;
  readonly channelsLast: boolean;
}

/** @throws DatasetError for a shape that images do not have */
export function layoutOf(name: string, shape: readonly number[]): Layout {
  const refuse = () =>
    new DatasetError(
      `${name}: expected square images, such as [60000, 28, 28] or [50000, 32, 32, 3], got ${shapeText(shape)}.`,
    );
  const [count, a, b, c] = shape;
  if (count === undefined || a === undefined) throw refuse();
  if (shape.length === 2) {
    const square = squareOf(a);
    if (square?.channels !== 1) throw refuse();
    return { count, ...square, channelsLast: false };
  }
  if (shape.length === 3 && a === b) return { count, side: a, channels: 1, channelsLast: false };
  if (shape.length === 4 && a === b && (c === 1 || c === 3))
    return { count, side: a, channels: c, channelsLast: true };
  if (shape.length === 4 && b !== undefined && b === c && (a === 1 || a === 3))
    return { count, side: b, channels: a, channelsLast: false };
  throw refuse();
}

/**
 * Levels 0 to 255, channel after channel. Floats from 0 to 1 are rounded to the nearest of 256 levels.
 *
 * @throws DatasetError
 */
export function levelsOf(array: NpyArray, layout: Layout): Uint8Array<ArrayBuffer> {
  const { name, descr, data } = array;
  const { count, float, at } = numbersIn(array);
  const { side, channels, channelsLast } = layout;
  const plane = side * side;
  const placeOf =
    channelsLast && channels > 1 ? (i: number) => planar(i, plane, channels) : (i: number) => i;
  const out = new Uint8Array(count);
  // As images mostly come, and there may be many: bytes that need no check.
  if (descr.endsWith('u1')) {
    for (let i = 0; i < count; i++) out[placeOf(i)] = data[i]!;
    return out;
  }
  let most = -Infinity;
  for (let i = 0; i < count; i++) {
    const x = at(i);
    // One that is not a number fails this, too.
    if (!(x >= 0 && x <= 255))
      throw new DatasetError(
        `Array ${quoted(name)}: expected levels 0 to 255, or floats from 0 to 1, got ${Number.isNaN(x) ? 'one that is not a number' : x}; save the images as they were before they were scaled.`,
      );
    most = Math.max(most, x);
  }
  const scale = float && most <= 1 ? 255 : 1;
  for (let i = 0; i < count; i++) {
    const x = scale * at(i);
    const level = Math.round(x);
    if (scale === 1 && level !== x)
      throw new DatasetError(
        `Array ${quoted(name)}: expected whole levels 0 to 255, or floats from 0 to 1, got ${x}.`,
      );
    out[placeOf(i)] = level;
  }
  return out;
}

/** Where a level that is among those of its pixel belongs among those of its channel. */
export function planar(i: number, plane: number, channels: number): number {
  const image = plane * channels;
  const within = i % image;
  return i - within + (within % channels) * plane + Math.floor(within / channels);
}

/** @throws DatasetError for what are no labels of classes */
export function labelsOf(array: NpyArray): Uint8Array<ArrayBuffer> {
  const { name, shape } = array;
  if (shape.length === 2 && (shape[1] ?? 0) > 1)
    throw new DatasetError(
      `Array ${quoted(name)}: expected one label for each image, got ${shapeText(shape)}; if they are one-hot, save y.argmax(axis=1).`,
    );
  if (shape.length === 0 || shape.length > 2)
    throw new DatasetError(
      `Array ${quoted(name)}: expected one label for each image, got ${shapeText(shape)}.`,
    );
  const { count, at } = numbersIn(array);
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = at(i);
    if (!Number.isInteger(label) || label < 0 || label > 255)
      throw new DatasetError(
        `Array ${quoted(name)}: expected labels 0, 1, 2, ..., got ${Number.isNaN(label) ? 'one that is not a number' : label}.`,
      );
    out[i] = label;
  }
  return out;
}
