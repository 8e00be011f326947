/** Numbers of several widths as float32. */

export const FLOAT_BYTES = { f64: 8, f32: 4, f16: 2, bf16: 2 } as const;
export type FloatKind = keyof typeof FLOAT_BYTES;

/**
 * Reads all of `bytes`, whose length the width divides; a new buffer. What float32 cannot hold becomes infinite.
 *
 * @param littleEndian the least byte of a number first, as nearly all files have it
 */
export function toFloat32(
  kind: FloatKind,
  bytes: Uint8Array,
  littleEndian = true,
): Float32Array<ArrayBuffer> {
  // A copy, which is aligned as a view of floats must be.
  if (kind === 'f32' && littleEndian) return new Float32Array(new Uint8Array(bytes).buffer);
  const width = FLOAT_BYTES[kind];
  const out = new Float32Array(bytes.length / width);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = READERS[kind];
  for (let i = 0; i < out.length; i++) out[i] = read(view, i * width, littleEndian);
  return out;
}

const READERS: Readonly<
  Record<FloatKind, (view: DataView, at: number, littleEndian: boolean) => number>
> = {
  f64: (view, at, littleEndian) => view.getFloat64(at, littleEndian),
  f32: (view, at, littleEndian) => view.getFloat32(at, littleEndian),
  f16: (view, at, littleEndian) => fromHalf(view.getUint16(at, littleEndian)),
  bf16: (view, at, littleEndian) => fromBrain(view.getUint16(at, littleEndian)),
};

const word = new DataView(new ArrayBuffer(4));

/** A bfloat16 is the upper half of a float32. */
function fromBrain(bits: number): number {
  word.setUint16(0, bits);
  return word.getFloat32(0);
}

/** Rounds to float16, to the nearest and half ways to even; what is too large becomes infinite. Little-endian. */
export function toFloat16(numbers: Float32Array): Uint8Array<ArrayBuffer> {
  const out = new DataView(new ArrayBuffer(2 * numbers.length));
  numbers.forEach((x, i) => out.setUint16(2 * i, toHalf(x), true));
  return new Uint8Array(out.buffer);
}

function toHalf(x: number): number {
  word.setFloat32(0, x);
  const bits = word.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 255) - 127 + 15;
  const fraction = bits & 0x7fffff;
  if (exponent === 255 - 127 + 15) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200);
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  // Below the smallest exponent the leading bit is written out, further right the smaller the number.
  const [digits, dropped] =
    exponent > 0 ? [(exponent << 23) | fraction, 13] : [0x800000 | fraction, 14 - exponent];
  const kept = digits >>> dropped;
  const rest = digits & ((1 << dropped) - 1);
  const half = 1 << (dropped - 1);
  // A carry goes into the exponent, as it should.
  return sign | (kept + (rest > half || (rest === half && kept % 2 === 1) ? 1 : 0));
}

/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
function fromHalf(bits: number): number {
  const sign = bits >> 15 === 1 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
