/** What lies under the pointer on the plane. */
import type { NamedPoint } from '../../pipeline/tasks/types';
import type { PlaneProjection } from '../views/planeProjection';
import type { PlanePoint } from '../../jobs/jobs';
import { pointText, numberText } from '../format';
import { farthest, OFF_PLANE, type Viewport } from './viewport';
import { SERIES } from './series';

/** Pixels within which a point or a path counts as meant. */
const REACH = 9;

/** What is drawn on a plane. */
export interface OnPlane {
  readonly projection: PlaneProjection | null;
  readonly anchors: readonly NamedPoint[];
  /** Snapshots of a training with their names; none where no training is followed. */
  readonly snapshots: readonly NamedPoint[];
}

/** Name of the nearest point, else path, with its distance off the plane; null when nothing is near. */
export function nearestName(
  { projection, anchors, snapshots }: OnPlane,
  viewport: Viewport,
  side: number,
  pixelX: number,
  pixelY: number,
): string | null {
  const pixels = (point: Pick<PlanePoint, 'x' | 'y'>): [number, number] => [
    viewport.toPixelX(point.x, side),
    viewport.toPixelY(point.y, side),
  ];
  for (const point of [...(projection?.points ?? anchors), ...snapshots]) {
    const [x, y] = pixels(point);
    if (Math.hypot(x - pixelX, y - pixelY) <= REACH)
      return pointText(point.name) + offText(point.distance, '');
  }
  let best: string | null = null;
  let least = REACH;
  for (const { name, title } of SERIES) {
    const points = projection?.paths.find((path) => path.name === name)?.points ?? [];
    for (let i = 1; i < points.length; i++) {
      const distance = distanceToPiece(pixels(points[i - 1]!), pixels(points[i]!), pixelX, pixelY);
      if (distance >= least) continue;
      least = distance;
      best = title + offText(farthest(points), 'up to ');
    }
  }
  return best;
}

/** `, up to 0.31 off the plane`; nothing for what lies in it. */
export function offText(distance: number, upTo: string): string {
  return distance > OFF_PLANE
    ? `, ${upTo}${numberText(Number(distance.toFixed(2)))} off the plane`
    : '';
}

/** Distance of a place from the straight piece between two others. */
export function distanceToPiece(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  x: number,
  y: number,
): number {
  const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  const along = length > 0 ? ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length : 0;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0));
}
