/** Little-endian numbers of several widths as float32. */

export const FLOAT_BYTES = { f64: 8, f32: 4, f16: 2, bf16: 2 } as const;
export type FloatKind = keyof typeof FLOAT_BYTES;

/** Reads all of `bytes`, whose length the width divides; a new buffer. What float32 cannot hold becomes infinite. */
export function toFloat32(kind: FloatKind, bytes: Uint8Array): Float32Array<ArrayBuffer> {
  // The copy is aligned, as the views below must be.
  const { buffer } = new Uint8Array(bytes);
  switch (kind) {
    case 'f64':
      return new Float32Array(new Float64Array(buffer));
    case 'f32':
      return new Float32Array(buffer);
    case 'f16':
      return Float32Array.from(new Uint16Array(buffer), fromHalf);
    case 'bf16': {
      // A bfloat16 is the upper half of a float32.
      const bits = Uint32Array.from(new Uint16Array(buffer), (half) => half << 16);
      return new Float32Array(bits.buffer);
    }
  }
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
