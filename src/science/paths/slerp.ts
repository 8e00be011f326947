/**
 * The great arc, spherical linear interpolation (Shoemake 1985): with `w` the angle between A and B at
 * the origin, `sin((1 - t) w) / sin(w) A + sin(t w) / sin(w) B`. Halfway it keeps the length that the line loses. Where
 * A and B differ in length only their directions turn evenly.
 */
import type { Architecture } from '../../model/architecture';
import { dot, type Weights } from '../../model/weights';
import { layerRanges } from './layerwise';
import { line } from './line';
import type { Curve } from './path';

/** Below this sine the angle is rounding of float32. */
const RESOLUTION = 1e-6;

/**
 * Both coefficients of an arc over `angle`, 0 to pi; parallel ends have the line, its limit.
 *
 * @throws RangeError for opposite ends, between which every great arc is as short
 */
export function slerpCoefficients(angle: number): (t: number) => number[] {
  const sine = Math.sin(angle);
  if (sine >= RESOLUTION)
    return (t) => [Math.sin((1 - t) * angle), Math.sin(t * angle)].map((s) => s / sine);
  if (angle < 1) return line.coefficientsAt;
  throw new RangeError(
    'Expected networks that are not opposite, got one that is minus the other: no arc between them is the shortest. Choose another path.',
  );
}

/** The angle between two points at the origin, 0 to pi; 0 where one of them is the origin. */
export function angleBetween(a: Weights, b: Weights): number {
  const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)];
  if (aa === 0 || bb === 0) return 0;
  // Not the arc cosine, which has no digits for small angles.
  return Math.atan2(Math.sqrt(Math.max(0, aa * bb - ab * ab)), ab);
}

/** The great arc from A to B as one vector. */
export function slerp(a: Weights, b: Weights): Curve {
  return {
    path: { kind: 'slerp', points: 2, coefficientsAt: slerpCoefficients(angleBetween(a, b)) },
    basis: [a, b],
  };
}

/**
 * An arc for each layer, weight and bias together: coefficients are one for a whole network, so the basis is A's layers
 * one by one, zero elsewhere, then B's.
 */
export function layerSlerp(architecture: Architecture, a: Weights, b: Weights): Curve {
  const ranges = layerRanges(architecture);
  const pieces = (weights: Weights) =>
    ranges.slice(1).map((end, l) => {
      const piece = new Float32Array(weights.length);
      piece.set(weights.subarray(ranges[l], end), ranges[l]);
      return piece;
    });
  const [ofA, ofB] = [pieces(a), pieces(b)];
  const arcs = ofA.map((piece, l) => slerpCoefficients(angleBetween(piece, ofB[l]!)));
  return {
    path: {
      kind: 'slerp',
      points: 2 * arcs.length,
      coefficientsAt(t) {
        const pairs = arcs.map((at) => at(t));
        return [...pairs.map(([first]) => first!), ...pairs.map(([, second]) => second!)];
      },
    },
    basis: [...ofA, ...ofB],
  };
}
