/** Plane coordinates to pixels and cells, at one scale in x and y. */
import type { PlaneGrid, PlanePoint } from '../../jobs/jobs';

export interface Frame {
  /** Pixel from the left, or from the top, of a picture of `side` pixels. */
  toPixelX(x: number, side: number): number;
  toPixelY(y: number, side: number): number;
  /** The grid point whose cell holds a pixel. */
  cellAt(pixelX: number, pixelY: number, side: number): { row: number; column: number };
  /** Plane coordinates at the borders of the picture. */
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
}

/** The picture shows each grid point in the middle of its cell. */
export function frameOf({ size, x, y }: PlaneGrid): Frame {
  const step = size > 1 ? (x[size - 1]! - x[0]!) / (size - 1) : 1;
  const left = x[0]! - step / 2;
  const bottom = y[0]! - step / 2;
  const width = step * size;
  const clamp = (index: number) => Math.min(size - 1, Math.max(0, Math.floor(index)));
  return {
    left,
    bottom,
    width,
    toPixelX: (at, side) => ((at - left) / width) * side,
    toPixelY: (at, side) => side - ((at - bottom) / width) * side,
    cellAt: (pixelX, pixelY, side) => ({
      row: clamp(((side - pixelY) / side) * size),
      column: clamp((pixelX / side) * size),
    }),
  };
}

/** The place at alpha on a path whose points are spread evenly over alpha from 0 to 1. */
export function pointAt(points: readonly PlanePoint[], alpha: number): PlanePoint | null {
  const last = points.length - 1;
  if (last < 0) return null;
  const place = Math.min(last, Math.max(0, alpha * last));
  const from = points[Math.min(last, Math.floor(place))]!;
  const to = points[Math.min(last, Math.floor(place) + 1)]!;
  const share = place - Math.floor(place);
  const mix = (a: number, b: number) => (1 - share) * a + share * b;
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    distance: mix(from.distance, to.distance),
  };
}

/** How far a path leaves the plane at most. */
export function farthest(points: readonly PlanePoint[]): number {
  return points.reduce((most, { distance }) => Math.max(most, distance), 0);
}

/** Distances below this are rounding, not geometry. */
export const OFF_PLANE = 0.005;
