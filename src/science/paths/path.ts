/**
 * A path through weight space as data: `phi(alpha) = sum_k c_k(alpha) basis[k]`, alpha from 0 (the first end) to 1 (the
 * last end). The coefficients of every alpha sum to 1, but on a great arc.
 */
import { combine, type Weights } from '../../model/weights';

export type PathKind = 'line' | 'bezier' | 'chain' | 'slerp';

export interface Path {
  readonly kind: PathKind;
  /** K: both ends and the control points between them; of an arc, the pieces of both ends. */
  readonly points: number;
  /** The K coefficients at `alpha`, 0 to 1. */
  coefficientsAt(alpha: number): number[];
}

/** A path through given points. */
export interface Curve {
  readonly path: Path;
  /** K points; read, never written. */
  readonly basis: readonly Weights[];
}

/** The network at `alpha`, a new buffer owned by the caller. */
export function networkAt({ path, basis }: Curve, alpha: number): Weights {
  return combine(basis, path.coefficientsAt(alpha));
}

/** `n >= 2` values from 0 to 1, both included, evenly spaced. */
export function alphas(n: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: n }, (_, i) => i / (n - 1));
}

/** Coefficients of M places on a path, `[M, K]`, row-major. */
export function coefficientTable(path: Path, places: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const table = new Float64Array(places.length * path.points);
  for (let m = 0; m < places.length; m++)
    table.set(path.coefficientsAt(places[m]!), m * path.points);
  return table;
}
