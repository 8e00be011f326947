/** Between pixels of the plane's picture and places of the plane. */
import type { Place } from '../draw/polyline';
import type { Viewport } from '../draw/viewport';

/** The place at a pixel, within the picture. */
export function placeAtPixel(viewport: Viewport, side: number, x: number, y: number): Place {
  return within(viewport, {
    x: viewport.left + (x / side) * viewport.width,
    y: viewport.bottom + ((side - y) / side) * viewport.width,
  });
}

/** The nearest place of the picture. */
const within = ({ left, bottom, width }: Viewport, { x, y }: Place): Place => ({
  x: Math.min(left + width, Math.max(left, x)),
  y: Math.min(bottom + width, Math.max(bottom, y)),
});

/** The path data of a line through places. */
export const pathData = (places: readonly Place[], viewport: Viewport, side: number): string =>
  places
    .map(({ x, y }, i) => {
      const [px, py] = [viewport.toPixelX(x, side), viewport.toPixelY(y, side)];
      return `${i === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`;
    })
    .join('');

const STEPS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Where an arrow key leads, in fiftieths of the picture, or with Shift in tenths; null for other keys. */
export function steppedBy(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  { x, y }: Place,
  viewport: Viewport,
): Place | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  const pace = (viewport.width / 50) * (shiftKey ? 5 : 1);
  return within(viewport, { x: x + pace * step[0], y: y + pace * step[1] });
}
