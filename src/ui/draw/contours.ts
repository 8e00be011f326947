/** Lines of equal loss as SVG paths. */
import { contours } from 'd3-contour';
import type { Field } from './field';

export interface ContourLine {
  readonly level: number;
  /** SVG path data in steps of the grid: x to the right, y down, from 0 to `size - 1`. */
  readonly path: string;
}

/** One path for each level of the field's scale. */
export function contourLines({ size, shares, scale }: Field): ContourLine[] {
  const generator = contours().size([size, size]);
  return scale.levels.map((level) => ({
    level,
    path: generator
      // d3 only reads the values, so that its `number[]` may be any array of numbers.
      .contour(shares as unknown as number[], scale.share(level))
      .coordinates.flat()
      .map((ring) => ringPath(ring as [number, number][], size))
      .join(''),
  }));
}

/** A closed ring without those sides that run along the border of the grid: they are no lines of equal loss. */
export function ringPath(ring: readonly (readonly [number, number])[], size: number): string {
  // d3 puts grid point i at i + 0.5.
  const toX = (x: number) => rounded(x - 0.5);
  const toY = (y: number) => rounded(size - 0.5 - y);
  let path = '';
  let drawing = false;
  for (let i = 1; i < ring.length; i++) {
    const [x0, y0] = ring[i - 1]!;
    const [x1, y1] = ring[i]!;
    const along = (a: number, b: number) =>
      (a <= 0.5 && b <= 0.5) || (a >= size - 0.5 && b >= size - 0.5);
    if (along(x0, x1) || along(y0, y1)) {
      drawing = false;
      continue;
    }
    if (!drawing) path += `M${toX(x0)},${toY(y0)}`;
    path += `L${toX(x1)},${toY(y1)}`;
    drawing = true;
  }
  return path;
}

function rounded(x: number): number {
  return Math.round(100 * x) / 100;
}
