/** Plane coordinates to pixels and cells, at one scale in x and y. */
import type { PlaneGrid, PlanePoint } from '../../jobs/jobs';

export interface Viewport {
  /** Pixel from the left, or from the top, of a picture of `side` pixels. */
  toPixelX(x: number, side: number): number;
  toPixelY(y: number, side: number): number;
  /** The grid point next to a pixel. */
  cellAt(pixelX: number, pixelY: number, side: number): { row: number; column: number };
  /** Plane coordinates at the borders of the picture. */
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
}

/** The picture ends at the outermost grid points. */
export function viewportOf({ size, x, y }: PlaneGrid): Viewport {
  const left = x[0]!;
  const bottom = y[0]!;
  const width = x[size - 1]! - left;
  const nearest = (share: number) =>
    Math.min(size - 1, Math.max(0, Math.round(share * (size - 1))));
  return {
    left,
    bottom,
    width,
    toPixelX: (at, side) => ((at - left) / width) * side,
    toPixelY: (at, side) => side - ((at - bottom) / width) * side,
    cellAt: (pixelX, pixelY, side) => ({
      row: nearest((side - pixelY) / side),
      column: nearest(pixelX / side),
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
