/**
 * Colour maps. The ramp of the plane goes from deep water to shore: its lightness (CIELAB) rises evenly, so equal steps
 * look equal, in grey and to colour-blind eyes too. Dark is good: low loss, high accuracy.
 */
import { rgb, lab } from 'd3-color';
import { interpolateLab, piecewise } from 'd3-interpolate';

const RAMP_ANCHORS = ['#1a1f3f', '#2c3f77', '#2f6593', '#34899c', '#54ada2', '#97cfae', '#e4f0d3'];
const RAMP_STEPS = 256;

/** `[256, 3]`, red, green, blue from 0 to 255. */
export type Ramp = Uint8ClampedArray;

/** @param lightest lightness that it ends at, 0 to 100; that of the last anchor by default */
function rampTable(lightest = Infinity): Ramp {
  const colour: (share: number) => string = piecewise(interpolateLab, RAMP_ANCHORS);
  const table = new Uint8ClampedArray(3 * RAMP_STEPS);
  // Equal steps of lightness, whatever the hues between the anchors do to it.
  const lightness = Float64Array.from({ length: 1025 }, (_, i) => lab(colour(i / 1024)).l);
  const [dark, light] = [lightness[0]!, Math.min(lightest, lightness[1024]!)];
  let index = 0;
  for (let step = 0; step < RAMP_STEPS; step++) {
    const wanted = dark + ((light - dark) * step) / (RAMP_STEPS - 1);
    while (index < 1024 && lightness[index]! < wanted - 1e-9) index++;
    const { r, g, b } = rgb(colour(index / 1024));
    table.set([r, g, b], 3 * step);
  }
  return table;
}

export const LIGHT_RAMP: Ramp = rampTable();

/** Beside ink, the shore would glare. */
export const DARK_RAMP: Ramp = rampTable(85);

/** Index into a ramp of a share from 0 (deep, good) to 1 (shore, bad). */
function rampStep(share: number): number {
  return Math.max(0, Math.min(RAMP_STEPS - 1, Math.round(share * (RAMP_STEPS - 1))));
}

/** The colour of a share from 0 (deep, good) to 1 (shore, bad) for CSS. */
export function rampColour(share: number, ramp: Ramp = LIGHT_RAMP): string {
  const at = 3 * rampStep(share);
  return `rgb(${ramp[at]!}, ${ramp[at + 1]!}, ${ramp[at + 2]!})`;
}

/**
 * Writes the colour of a share into a pixel of `[.., 4]` bytes.
 *
 * @param light times the colour; 1 leaves it as it is
 */
export function rampPixel(
  share: number,
  pixels: Uint8ClampedArray,
  pixel: number,
  ramp: Ramp = LIGHT_RAMP,
  light = 1,
): void {
  const from = 3 * rampStep(share);
  const to = 4 * pixel;
  pixels[to] = light * ramp[from]!;
  pixels[to + 1] = light * ramp[from + 1]!;
  pixels[to + 2] = light * ramp[from + 2]!;
  pixels[to + 3] = 255;
}

/** A diverging map about zero, from -1 to 1, for weights. */
export interface Diverging {
  readonly negative: string;
  readonly zero: string;
  readonly positive: string;
}

/** `[steps, 4]` bytes of a diverging map, opaque; the middle row is zero's. */
export function divergingTable(
  { negative, zero, positive }: Diverging,
  steps = 255,
): Uint8ClampedArray {
  const colour: (share: number) => string = piecewise(interpolateLab, [negative, zero, positive]);
  const table = new Uint8ClampedArray(4 * steps);
  for (let step = 0; step < steps; step++) {
    const { r, g, b } = rgb(colour(step / (steps - 1)));
    table.set([r, g, b, 255], 4 * step);
  }
  return table;
}
