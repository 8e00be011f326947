/** Colours of the style sheets for what draws itself. */
import { DataTexture, LinearFilter, RGBAFormat, SRGBColorSpace } from 'three';
import { LIGHT_RAMP, rampPixel, type Ramp } from '../draw/colours';

/** A colour as CSS has it (`var(--naive)`) where an element is, as `#rrggbb`. */
export function hexOf(element: HTMLElement | SVGElement, colour: string): string {
  const { color: before } = element.style;
  element.style.color = colour;
  const resolved = getComputedStyle(element).color;
  element.style.color = before;
  // A canvas knows every notation of the browser's: `oklch(...)` stays as it is in a computed style.
  const context = Object.assign(document.createElement('canvas'), {
    width: 1,
    height: 1,
  }).getContext('2d', { willReadFrequently: true });
  if (context === null) return '#808080';
  context.fillStyle = resolved;
  context.fillRect(0, 0, 1, 1);
  const pixel = context.getImageData(0, 0, 1, 1).data;
  return `#${[...pixel.subarray(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

const STEPS = 256;

/** The plane's colours, from share 0 at the left to 1 at the right. */
export function rampTexture(ramp: Ramp = LIGHT_RAMP): DataTexture {
  const pixels = new Uint8ClampedArray(4 * STEPS);
  for (let step = 0; step < STEPS; step++) rampPixel(step / (STEPS - 1), pixels, step, ramp);
  const texture = new DataTexture(new Uint8Array(pixels.buffer), STEPS, 1, RGBAFormat);
  texture.colorSpace = SRGBColorSpace;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

/** Where the texture has a share. */
export const rampPlace = (share: number): number => (0.5 + share * (STEPS - 1)) / STEPS;
