/** A path over the surface: on it where it lies in the plane, beside the plane at its own loss. */
import type { PathResult, PlanePoint } from '../../jobs/jobs';
import type { Field } from './field';
import { between } from './series';
import { heightOf, shareAt, trueShare } from './surface';
import { OFF_PLANE, pointAt, type Viewport } from './viewport';

/** Places on a path. */
const PLACES = 200;

export interface ThreadPlace {
  readonly alpha: number;
  /** In the space of the surface; null where the height is not known. */
  readonly at: readonly [number, number, number] | null;
  /** The path's own value. */
  readonly own: number;
  readonly distance: number;
}

/** Where the ground of the surface has a place of the plane, from -1 to 1. */
export function groundAt(
  { left, bottom, width }: Pick<Viewport, 'left' | 'bottom' | 'width'>,
  { x, y }: Pick<PlanePoint, 'x' | 'y'>,
): { readonly x: number; readonly z: number } {
  return { x: (2 * (x - left)) / width - 1, z: 1 - (2 * (y - bottom)) / width };
}

/** The height of the surface at a place of the plane; NaN beyond its border. */
export function heightAt(
  field: Pick<Field, 'size' | 'shares'>,
  { left, bottom, width }: Pick<Viewport, 'left' | 'bottom' | 'width'>,
  { x, y }: Pick<PlanePoint, 'x' | 'y'>,
): number {
  return heightOf(shareAt(field, (x - left) / width, (y - bottom) / width));
}

/**
 * The places of a path, from alpha 0 to 1.
 *
 * @param points spread evenly over alpha
 * @param along what was computed on it; null while it is not known
 */
export function threadOf(
  points: readonly PlanePoint[],
  along: Pick<PathResult, 'alphas' | 'loss' | 'accuracy'> | null,
  field: Field,
  viewport: Pick<Viewport, 'left' | 'bottom' | 'width'>,
): readonly ThreadPlace[] {
  const { measure } = field.scale;
  // Paths are not asked for the entropy of their predictions.
  const values = along === null || measure === 'entropy' ? null : along[measure];
  return Array.from({ length: PLACES + 1 }, (_, i): ThreadPlace => {
    const alpha = i / PLACES;
    const point = pointAt(points, alpha) ?? { x: NaN, y: NaN, distance: NaN };
    const own = along === null || values === null ? NaN : between(along.alphas, values, alpha);
    const onSurface = point.distance <= OFF_PLANE ? heightAt(field, viewport, point) : NaN;
    const height = Number.isNaN(onSurface) ? heightOf(trueShare(field.scale, own)) : onSurface;
    const { x, z } = groundAt(viewport, point);
    return {
      alpha,
      at: Number.isFinite(x + height + z) ? [x, height, z] : null,
      own,
      distance: point.distance,
    };
  });
}

/** Those runs of places whose height is known. */
export function piecesOf(
  thread: readonly ThreadPlace[],
): readonly (readonly (readonly [number, number, number])[])[] {
  const pieces: (readonly [number, number, number])[][] = [];
  let open = false;
  for (const { at } of thread) {
    if (at !== null) {
      if (!open) pieces.push([]);
      pieces.at(-1)?.push(at);
    }
    open = at !== null;
  }
  return pieces.filter((piece) => piece.length > 1);
}

/** The place at alpha, between the two computed ones next to it; null where it is not known. */
export function placeOn(
  thread: readonly ThreadPlace[],
  alpha: number,
): readonly [number, number, number] | null {
  const last = thread.length - 1;
  const from = Math.min(last, Math.max(0, Math.floor(alpha * last)));
  const one = thread[from]?.at ?? null;
  const two = thread[Math.min(last, from + 1)]?.at ?? null;
  if (one === null || two === null) return one ?? two;
  const share = Math.min(1, Math.max(0, alpha * last - from));
  const mix = (axis: 0 | 1 | 2) => (1 - share) * one[axis] + share * two[axis];
  return [mix(0), mix(1), mix(2)];
}
