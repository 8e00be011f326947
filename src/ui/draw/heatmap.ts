/** A field as pixels: smooth between grid points, coloured, and lit from the upper left, so that deep reads as depth. */
import { LIGHT_RAMP, rampPixel, type Ramp } from './colours';
import type { Field } from './field';
import { refined } from './refine';

/** How much a slope lightens or darkens at most, of 1. */
const RELIEF = 0.13;
/** The slope that is lit half of that: shares of the colours over the width of the picture. */
const STEEP = 3;

/**
 * Paints the field, its row 0 at the bottom, from the first to the last grid point of each row.
 *
 * @param pixels `[side, side, 4]` bytes, written
 */
export function paintField(
  { size, shares }: Pick<Field, 'size' | 'shares'>,
  pixels: Uint8ClampedArray,
  side: number,
  ramp: Ramp = LIGHT_RAMP,
): void {
  const heights = refined(shares, size, side, 0.5);
  for (let line = 0; line < side; line++) {
    const from = (side - 1 - line) * side;
    const up = Math.min(side - 1, side - line) * side;
    const down = Math.max(0, side - 2 - line) * side;
    for (let pixel = 0; pixel < side; pixel++) {
      const left = Math.max(0, pixel - 1);
      const right = Math.min(side - 1, pixel + 1);
      // What is beyond the colours is flat.
      const across = within(heights[from + right]!) - within(heights[from + left]!);
      const along = within(heights[up + pixel]!) - within(heights[down + pixel]!);
      const slope = ((across - along) * side) / (2 * STEEP);
      const light = 1 + (RELIEF * slope) / (1 + Math.abs(slope));
      rampPixel(heights[from + pixel]!, pixels, line * side + pixel, ramp, light);
    }
  }
}

const within = (share: number): number => (share > 1 ? 1 : share);
