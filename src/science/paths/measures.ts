/** What is measured along a path beside its loss: lengths, distances, and how far predictions differ. */
import { distanceUnder, gramMatrix } from '../gram';
import { disagreement } from '../predictions';
import type { Curve } from './path';

/** Where the places of a path lie. */
export interface PathGeometry {
  /** Length of the path from its first end to each place, `[M]`; the last is that of the whole path. */
  readonly arc: Float64Array<ArrayBuffer>;
  /** Straight distance of each place from both ends, `[M]` each. */
  readonly fromStart: Float64Array<ArrayBuffer>;
  readonly fromEnd: Float64Array<ArrayBuffer>;
}

/** Share of the samples on which a place predicts another class than an end does, 0 to 1, `[M]` each. */
export interface Disagreement {
  readonly withStart: Float64Array<ArrayBuffer>;
  readonly withEnd: Float64Array<ArrayBuffer>;
}

/** Straight pieces that stand for the path between two places: the length of a curve is right to about 1e-4. */
const PIECES = 64;

/** @param alphas ascending from 0 to 1, `[M]` */
export function pathGeometry({ path, basis }: Curve, alphas: Float64Array): PathGeometry {
  const gram = gramMatrix(basis);
  const gap = (from: number, to: number) =>
    distanceUnder(gram, path.coefficientsAt(from), path.coefficientsAt(to));
  const arc = new Float64Array(alphas.length);
  for (let i = 1; i < alphas.length; i++)
    arc[i] = arc[i - 1]! + lengthBetween(gap, alphas[i - 1]!, alphas[i]!);
  return {
    arc,
    fromStart: Float64Array.from(alphas, (alpha) => gap(0, alpha)),
    fromEnd: Float64Array.from(alphas, (alpha) => gap(alpha, 1)),
  };
}

/** @param classes predicted for the same samples at each place, `[M][samples]`, both ends included */
export function disagreementAlong(classes: readonly Uint8Array[]): Disagreement {
  const first = classes[0]!;
  const last = classes.at(-1)!;
  return {
    withStart: Float64Array.from(classes, (at) => disagreement(first, at)),
    withEnd: Float64Array.from(classes, (at) => disagreement(at, last)),
  };
}

/** Length of the polygon through evenly spaced places between two. */
function lengthBetween(gap: (from: number, to: number) => number, from: number, to: number) {
  let length = 0;
  for (let i = 0; i < PIECES; i++) {
    const at = (piece: number) => from + ((to - from) * piece) / PIECES;
    length += gap(at(i), at(i + 1));
  }
  return length;
}
