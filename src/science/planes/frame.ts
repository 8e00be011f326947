/**
 * The plane through three networks: origin A, x towards B, y towards C made orthogonal by Gram and Schmidt, both in
 * units of |B - A| (as `plane.py` of Garipov et al. 2018 and the contour plots of Ainsworth et al. 2023, Fig. 1).
 *
 * With `b = B - A`, `c = C - A`: `cx = <c, b> / <b, b>`, `cy = |c - cx b| / |b|`, `v = (c - cx b) / cy`, and a point is
 * `A + x b + y v`. Neither b nor v is stored: as a combination of the anchors themselves a point is exact at all three.
 */
import { combine, type Weights } from '../../model/weights';

/** Coordinates on a plane, in units of |B - A|. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** A plane with A at (0, 0), B at (1, 0) and C at `third`, whose y is positive. */
export interface Frame {
  readonly anchors: readonly [a: Weights, b: Weights, c: Weights];
  /** |B - A| in weight space. */
  readonly unit: number;
  /** Where C stands. */
  readonly third: PlanePoint;
}

/** Where a point of weight space falls on a plane. */
export interface Projection extends PlanePoint {
  /** How far the point lies off the plane, in units of |B - A|. */
  readonly distance: number;
}

/** Below this share of the anchors' norm a difference is float32 rounding, not a direction. */
const RESOLUTION = 1e-6;

/** |B - A|, how far along it C stands, how far off its line, and the length that is float32 rounding. */
function spanOf(a: Weights, b: Weights, c: Weights) {
  let bb = 0;
  let cb = 0;
  for (let i = 0; i < a.length; i++) {
    const along = b[i]! - a[i]!;
    bb += along * along;
    cb += (c[i]! - a[i]!) * along;
  }
  const x = cb / bb;
  let across = 0;
  for (let i = 0; i < a.length; i++) across += (c[i]! - a[i]! - x * (b[i]! - a[i]!)) ** 2;
  const resolution = RESOLUTION * Math.max(norm(a), norm(b), norm(c));
  return { unit: Math.sqrt(bb), x, across: Math.sqrt(across), resolution };
}

/** True when two networks differ by no more than float32 rounding. */
export function isSame(a: Weights, b: Weights): boolean {
  const { unit, resolution } = spanOf(a, b, b);
  return unit <= resolution;
}

/** True when C lies on the line through A and B, which are apart, so that the three span no plane. */
export function isOnLine(a: Weights, b: Weights, c: Weights): boolean {
  const { unit, across, resolution } = spanOf(a, b, c);
  return unit > resolution && !(across > resolution);
}

/**
 * The plane through three networks of one layout, which are kept, not copied.
 *
 * @throws RangeError when they lie on one line
 */
export function frameThrough(a: Weights, b: Weights, c: Weights): Frame {
  const { unit, x, across, resolution } = spanOf(a, b, c);
  if (!(unit > resolution))
    throw new RangeError(
      'Expected three different networks, got the same for the first two. Choose other points for the plane.',
    );
  if (!(across > resolution))
    throw new RangeError(
      'Expected three networks that span a plane, got three on one line: two of them may be equal. Choose other points for the plane.',
    );
  return { anchors: [a, b, c], unit, third: { x, y: across / unit } };
}

/** Where A, B and C stand. */
export function anchorPlaces({ third }: Frame): [PlanePoint, PlanePoint, PlanePoint] {
  return [{ x: 0, y: 0 }, { x: 1, y: 0 }, third];
}

/** Coefficients of A, B and C at (x, y); they sum to 1, and at an anchor are exactly 1, 0, 0. */
export function coefficients(
  { third }: Frame,
  x: number,
  y: number,
): [ofA: number, ofB: number, ofC: number] {
  const ofC = y / third.y;
  const ofB = x - ofC * third.x;
  return [1 - ofB - ofC, ofB, ofC];
}

/** The network at (x, y), a new buffer owned by the caller. */
export function point(frame: Frame, x: number, y: number): Weights {
  return combine(frame.anchors, coefficients(frame, x, y));
}

/** The nearest place of the plane to a point of weight space; for more than a few see {@link projectorOnto}. */
export const project = (frame: Frame, weights: Weights): Projection =>
  projectorOnto(frame)(weights);

/** `b` and `v`, `[weights]` each, both of the length |B - A|. */
export function directionsOf({ anchors: [a, b, c], third }: Frame) {
  const along = new Float64Array(a.length);
  const across = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) {
    along[i] = b[i]! - a[i]!;
    across[i] = (c[i]! - a[i]! - third.x * along[i]!) / third.y;
  }
  return { along, across };
}

/**
 * Places points on a plane, the same to the last bit as one by one. The plane's own directions are worked out once: most
 * of the time of a projection goes into them. For the places of a curve there is `curveOnPlane.ts`.
 */
export function projectorOnto(frame: Frame): (weights: Weights) => Projection {
  const [a] = frame.anchors;
  const { along, across } = directionsOf(frame);
  const { unit } = frame;
  const size = a.length;
  const square = unit * unit;
  return (weights) => {
    let x = 0;
    for (let i = 0; i < size; i++) x += (weights[i]! - a[i]!) * along[i]!;
    x /= square;
    let y = 0;
    for (let i = 0; i < size; i++) y += (weights[i]! - a[i]! - x * along[i]!) * across[i]!;
    y /= square;
    let off = 0;
    for (let i = 0; i < size; i++)
      off += (weights[i]! - a[i]! - x * along[i]! - y * across[i]!) ** 2;
    return { x, y, distance: Math.sqrt(off) / unit };
  };
}

function norm(weights: Weights): number {
  let sum = 0;
  for (const w of weights) sum += w * w;
  return Math.sqrt(sum);
}
