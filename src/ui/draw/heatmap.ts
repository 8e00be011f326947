/** A field as pixels: bilinear between grid points, then coloured, in one plain loop. */
import { rampPixel } from './colours';
import type { Field } from './field';

/**
 * Paints the field, its row 0 at the bottom, from the first to the last grid point of each row.
 *
 * @param pixels `[side, side, 4]` bytes, written
 */
export function paintField(
  { size, shares }: Pick<Field, 'size' | 'shares'>,
  pixels: Uint8ClampedArray,
  side: number,
): void {
  const left = new Uint16Array(side);
  const weight = new Float32Array(side);
  for (let pixel = 0; pixel < side; pixel++) {
    const at = ((pixel + 0.5) / side) * (size - 1);
    left[pixel] = Math.min(size - 2, Math.floor(at));
    weight[pixel] = at - left[pixel]!;
  }
  for (let line = 0; line < side; line++) {
    const mirrored = side - 1 - line;
    const below = left[mirrored]! * size;
    const up = weight[mirrored]!;
    for (let pixel = 0; pixel < side; pixel++) {
      const cell = below + left[pixel]!;
      const right = weight[pixel]!;
      const low = shares[cell]! * (1 - right) + shares[cell + 1]! * right;
      const high = shares[cell + size]! * (1 - right) + shares[cell + size + 1]! * right;
      rampPixel(low * (1 - up) + high * up, pixels, line * side + pixel);
    }
  }
}
