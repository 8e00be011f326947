/**
 * Weights rounded to float16, as finished landscapes are shipped with: the upper bytes of all numbers, then the lower
 * ones, as the upper ones are alike and so compress better together.
 */
import { toFloat16, toFloat32 } from './floats';

export function packWeights(weights: Float32Array): Uint8Array<ArrayBuffer> {
  const rounded = toFloat16(weights);
  const packed = new Uint8Array(rounded.length);
  weights.forEach((_, i) => {
    packed[i] = rounded[2 * i + 1]!;
    packed[weights.length + i] = rounded[2 * i]!;
  });
  return packed;
}

/** @throws RangeError for bytes that are no whole numbers */
export function unpackWeights(packed: Uint8Array): Float32Array<ArrayBuffer> {
  if (packed.length % 2 !== 0)
    throw new RangeError(`expected two bytes for each weight, got ${packed.length} in all.`);
  const count = packed.length / 2;
  const rounded = new Uint8Array(packed.length);
  for (let i = 0; i < count; i++) {
    rounded[2 * i + 1] = packed[i]!;
    rounded[2 * i] = packed[count + i]!;
  }
  return toFloat32('f16', rounded);
}
