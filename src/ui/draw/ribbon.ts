/** Paths beside what the plane has under them. */
import type { PlaneResult } from '../../pipeline/tasks/types';
import type { PlanePoint } from '../../jobs/jobs';
import { OFF_PLANE, pointAt } from './viewport';

/** Places on a path. */
const PLACES = 80;

/** Where a path differs most from the plane that it is drawn on. */
interface Disagreement {
  readonly alpha: number;
  /** What the path has there, and what the plane has. */
  readonly own: number;
  readonly plane: number;
}

/** Shares of the colours by which a path may differ from the plane under it without a word. */
const WORTH_SAYING = 0.12;

/**
 * @param ownAt the path's value at alpha; NaN where it has none
 * @param share the plane's colour of a value
 */
export function disagreementOf(
  points: readonly PlanePoint[],
  ownAt: (alpha: number) => number,
  plane: (x: number, y: number) => number,
  share: (value: number) => number,
): Disagreement | null {
  let most: Disagreement | null = null;
  let largest = WORTH_SAYING;
  for (let i = 0; i <= PLACES; i++) {
    const alpha = i / PLACES;
    const point = pointAt(points, alpha);
    if (point === null || point.distance <= OFF_PLANE) continue;
    const [own, under] = [ownAt(alpha), plane(point.x, point.y)];
    const apart = Math.abs(within(share(own)) - within(share(under)));
    if (!(apart > largest)) continue;
    largest = apart;
    most = { alpha, own, plane: under };
  }
  return most;
}

const within = (share: number) => Math.min(1, Math.max(0, share));

/** The plane's value at a place between its grid points; NaN beyond its border and where one of them is not computed. */
export function planeValueAt(
  { grid }: Pick<PlaneResult, 'grid'>,
  values: Float64Array,
  x: number,
  y: number,
): number {
  const { size } = grid;
  const step = (grid.x[1] ?? NaN) - (grid.x[0] ?? NaN);
  const column = (x - grid.x[0]!) / step;
  const row = (y - grid.y[0]!) / step;
  if (!(column >= 0 && row >= 0 && column <= size - 1 && row <= size - 1)) return NaN;
  const left = Math.min(size - 2, Math.floor(column));
  const low = Math.min(size - 2, Math.floor(row));
  const [right, up] = [column - left, row - low];
  const at = (r: number, c: number) => values[r * size + c]!;
  return (
    (1 - up) * ((1 - right) * at(low, left) + right * at(low, left + 1)) +
    up * ((1 - right) * at(low + 1, left) + right * at(low + 1, left + 1))
  );
}
