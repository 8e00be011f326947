/** A dataset's image as pixels. */

export interface ImageShape {
  readonly side: number;
  /** 1 is drawn from paper to ink; 3 are red, green and blue. */
  readonly channels: 1 | 2 | 3;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * Writes an image into `[side, side, 4]` bytes.
 *
 * @param levels `[channels, side, side]`, 0 to 255
 * @param paper and `ink`: the colours of level 0 and of 255 where there is one channel
 */
export function paintImage(
  levels: Uint8Array,
  { side, channels }: ImageShape,
  paper: Rgb,
  ink: Rgb,
  pixels: Uint8ClampedArray,
): void {
  const plane = side * side;
  for (let at = 0; at < plane; at++) {
    for (let c = 0; c < 3; c++)
      pixels[4 * at + c] =
        channels === 3
          ? levels[c * plane + at]!
          : paper[c]! + ((ink[c]! - paper[c]!) * levels[at]!) / 255;
    pixels[4 * at + 3] = 255;
  }
}
