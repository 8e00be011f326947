/** What is written on the plane and where: the names of paths, and where path and plane disagree. */
import type { PlanePoint } from '../../jobs/jobs';
import { freePlace, textBox, type Box } from './labels';
import { pointAt, type Viewport } from './viewport';

export interface PlaneLabel {
  readonly lines: readonly string[];
  /** Middle of the text, in pixels. */
  readonly x: number;
  readonly y: number;
  /** What it is about. */
  readonly at: { readonly x: number; readonly y: number };
  readonly box: Box;
}

/** Pixels between a line and a name of it. */
const BESIDE = 8;

/** Beside a path, where nothing else is; null where there is no room. */
export function nameLabel(
  text: string,
  points: readonly PlanePoint[],
  viewport: Viewport,
  side: number,
  taken: readonly Box[],
): PlaneLabel | null {
  const { pixel, normal } = along(points, viewport, side);
  const { left, right, top, bottom } = textBox(0, 0, [text]);
  const candidates = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.14].flatMap((alpha) =>
    [1, -1].map((way) => {
      const at = pixel(alpha);
      const [nx, ny] = normal(alpha);
      // A text beside a steep line needs half of its width, and one above a level line half of its height.
      const reach =
        (BESIDE + (bottom - top) / 2) * Math.abs(ny) + (BESIDE + (right - left) / 2) * Math.abs(nx);
      const [x, y] = [at.x + way * nx * reach, at.y + way * ny * reach];
      return { lines: [text], x, y, at, box: textBox(x, y, [text]) };
    }),
  );
  return freePlace(candidates, taken, side);
}

/** Around a place of a path, where nothing else is; null where there is no room. */
export function noteLabel(
  lines: readonly string[],
  alpha: number,
  points: readonly PlanePoint[],
  viewport: Viewport,
  side: number,
  taken: readonly Box[],
): PlaneLabel | null {
  const at = along(points, viewport, side).pixel(alpha);
  const candidates = [34, 56, 84, 120, 160].flatMap((reach) =>
    [90, 270, 60, 120, 240, 300, 30, 150, 210, 330, 0, 180].map((degrees) => {
      const angle = (degrees * Math.PI) / 180;
      const { left, right } = textBox(0, 0, lines);
      const x = at.x + Math.cos(angle) * (reach + (right - left) / 2 - 20);
      const y = at.y - Math.sin(angle) * reach;
      return { lines, x, y, at, box: textBox(x, y, lines) };
    }),
  );
  return freePlace(candidates, taken, side);
}

/** Boxes along a path, so that texts leave it free. */
export function pathBoxes(
  points: readonly PlanePoint[],
  viewport: Viewport,
  side: number,
): readonly Box[] {
  const { pixel } = along(points, viewport, side);
  return Array.from({ length: 41 }, (_, i) => {
    const { x, y } = pixel(i / 40);
    return { left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 };
  });
}

function along(points: readonly PlanePoint[], viewport: Viewport, side: number) {
  const pixel = (alpha: number) => {
    const point = pointAt(points, alpha);
    return {
      x: viewport.toPixelX(point?.x ?? NaN, side),
      y: viewport.toPixelY(point?.y ?? NaN, side),
    };
  };
  const normal = (alpha: number): readonly [number, number] => {
    const [from, to] = [pixel(alpha - 0.02), pixel(alpha + 0.02)];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    return length > 0 ? [(to.y - from.y) / length, (from.x - to.x) / length] : [0, -1];
  };
  return { pixel, normal };
}
