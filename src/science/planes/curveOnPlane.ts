/** Where a whole curve lies on a plane, from where its few points lie: every place of it is a combination of these. */
import { lengthUnder } from '../gram';
import type { Curve } from '../paths/path';
import { directionsOf, type Frame, type Projection } from './frame';

/** Weights whose products are summed before the next are looked at, so that they stay in the cache. */
const BLOCK = 2048;

/**
 * The nearest places of the plane to the networks at some places of a curve.
 *
 * With `d_k` the curve's points less A, split into `x_k b + y_k v + r_k`, the network of coefficients `c` is at
 * `sum_k c_k (x_k, y_k)`, and its distance is the length of `sum_k c_k r_k`. Where coefficients do not sum to 1, as on a
 * great arc, A itself is one more of these vectors. The work is that of the points, however many places there are.
 *
 * @param alphas places on the curve, 0 to 1
 */
export function curveOnPlane(
  frame: Frame,
  { path, basis }: Curve,
  alphas: ArrayLike<number>,
): Projection[] {
  const [a] = frame.anchors;
  const { along, across } = directionsOf(frame);
  const square = frame.unit * frame.unit;
  const count = basis.length + 1;
  /** The k-th vector at weight i: a point less A, and A at the end. */
  const at = (k: number, i: number) => (k < basis.length ? basis[k]![i]! - a[i]! : a[i]!);

  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < a.length; i++) x[k]! += at(k, i) * along[i]!;
    x[k]! /= square;
    for (let i = 0; i < a.length; i++) y[k]! += (at(k, i) - x[k]! * along[i]!) * across[i]!;
    y[k]! /= square;
  }

  // Inner products of what is left of the vectors off the plane.
  const gram = new Float64Array(count * count);
  const rests = Array.from({ length: count }, () => new Float64Array(BLOCK));
  for (let from = 0; from < a.length; from += BLOCK) {
    const size = Math.min(BLOCK, a.length - from);
    rests.forEach((rest, k) => {
      for (let i = 0; i < size; i++)
        rest[i] = at(k, from + i) - x[k]! * along[from + i]! - y[k]! * across[from + i]!;
    });
    for (let k = 0; k < count; k++)
      for (let l = 0; l <= k; l++) {
        let sum = 0;
        for (let i = 0; i < size; i++) sum += rests[k]![i]! * rests[l]![i]!;
        gram[k * count + l]! += sum;
      }
  }
  for (let k = 0; k < count; k++)
    for (let l = 0; l < k; l++) gram[l * count + k] = gram[k * count + l]!;

  return Array.from(alphas, (alpha) => {
    const points = path.coefficientsAt(alpha);
    const excess = points.reduce((sum, c) => sum + c, -1);
    const c = [...points, Math.abs(excess) < ROUNDING ? 0 : excess];
    const sum = (of: Float64Array) => c.reduce((total, ck, k) => total + ck * of[k]!, 0);
    return { x: sum(x), y: sum(y), distance: lengthUnder(gram, c) / frame.unit };
  });
}

/** By how much a sum of coefficients that is 1 may be off. */
const ROUNDING = 1e-12;
