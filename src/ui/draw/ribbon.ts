/**
 * A path on the plane by its own loss: a ribbon where it lies in the plane, beads where it passes beside it, each in the
 * plane's colour of what the path itself has there. So a ribbon sinks into its surroundings where it lies in them, and
 * beads stand out where plane and path disagree.
 */
import type { PlaneResult } from '../../pipeline/tasks/types';
import type { PlanePoint } from '../../jobs/jobs';
import { curvePath } from './curvePath';
import { OFF_PLANE, pointAt, type Viewport } from './viewport';

/** Colours of a ribbon: so few that a path is a few pieces, so many that none sees their steps. */
const COLOURS = 40;
/** Places on a path. */
const PLACES = 80;
/** Pixels from bead to bead. */
const BEAD_GAP = 13;

/** Pixels, and the colour as a share of the plane's ramp; null where the path has no number. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly off: number;
  readonly share: number | null;
}

export interface Ribbon {
  /** All that lies in the plane, as SVG path data. */
  readonly inPlane: string;
  /** The same in pieces of one colour. */
  readonly pieces: readonly { readonly path: string; readonly share: number }[];
  /** What lies beside the plane. */
  readonly beads: readonly Place[];
}

/**
 * @param shareAt share of the plane's colours of the path's own value at alpha; null where it is not known
 * @param shift where the first bead is, as a share of the way to the next: paths that lie on one another differ in it
 */
export function ribbonOf(
  points: readonly PlanePoint[],
  shareAt: (alpha: number) => number | null,
  viewport: Viewport,
  side: number,
  shift = 0,
): Ribbon {
  const places = Array.from({ length: PLACES + 1 }, (_, i) => {
    const point = pointAt(points, i / PLACES) ?? { x: NaN, y: NaN, distance: NaN };
    return {
      x: viewport.toPixelX(point.x, side),
      y: viewport.toPixelY(point.y, side),
      off: point.distance,
      share: shareAt(i / PLACES),
    };
  });
  const isIn = (i: number) => (places[i]?.off ?? Infinity) <= OFF_PLANE;
  const path = (from: number, to: number) => curvePath(places.slice(from, to + 1), ownX, ownY);
  const pieces: { path: string; share: number }[] = [];
  let inPlane = '';
  for (let i = 0; i < PLACES;) {
    if (!isIn(i) || !isIn(i + 1)) {
      i++;
      continue;
    }
    const from = i;
    while (i < PLACES && isIn(i + 1)) i++;
    inPlane += path(from, i);
    for (let at = from; at < i;) {
      const colour = colourOf(places[at]!, places[at + 1]!);
      const begin = at;
      while (at < i && colourOf(places[at]!, places[at + 1]!) === colour) at++;
      if (colour !== null) pieces.push({ path: path(begin, at), share: colour / COLOURS });
    }
  }
  return { inPlane, pieces, beads: beadsOf(places, shift) };
}

const ownX = (x: number) => x;
const ownY = (y: number) => y;

function colourOf(one: Place, next: Place): number | null {
  if (one.share === null || next.share === null) return null;
  const share = (one.share + next.share) / 2;
  return Math.round(COLOURS * Math.min(1, Math.max(0, share)));
}

/** One at every so many pixels of what lies beside the plane; the least is one in its middle. */
function beadsOf(places: readonly Place[], shift: number): readonly Place[] {
  const beads: Place[] = [];
  let next = BEAD_GAP * (0.5 + shift);
  let along = 0;
  for (let i = 1; i < places.length; i++) {
    const [one, two] = [places[i - 1]!, places[i]!];
    const length = Math.hypot(two.x - one.x, two.y - one.y);
    for (; next <= along + length; next += BEAD_GAP) {
      const share = (next - along) / length;
      const off = (1 - share) * one.off + share * two.off;
      if (!(off > OFF_PLANE)) continue;
      beads.push({
        x: (1 - share) * one.x + share * two.x,
        y: (1 - share) * one.y + share * two.y,
        off,
        share: share < 0.5 ? one.share : two.share,
      });
    }
    along += length;
  }
  if (beads.length > 0) return beads;
  const middle = places[Math.floor(places.length / 2)];
  return middle !== undefined && middle.off > OFF_PLANE ? [middle] : [];
}

/** How much of its ink a bead keeps: the farther off the plane, the fainter, and never gone. */
export const beadStrength = (off: number): number => 1 - 0.55 * Math.min(1, off / 0.6);

/** Where a path differs most from the plane that it is drawn on. */
export interface Disagreement {
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
