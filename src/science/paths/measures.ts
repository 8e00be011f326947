/** What is measured along a path, from its points and what was evaluated at some of its places. */
import type { Evaluation } from '../../engine/engine';
import { barrier, type Barrier } from '../barrier';
import { distanceUnder, gramMatrix } from '../gram';
import { disagreement } from '../predictions';
import type { Curve } from './path';

/** Evaluated at M places, the first and the last of which are the ends. */
export interface PathResults {
  /** Ascending from 0 to 1, `[M]`. */
  readonly alphas: Float64Array;
  readonly train: Evaluation;
  readonly test: Evaluation;
  /** Predicted classes of the same samples at each place, `[M][samples]`. */
  readonly classes: readonly Uint8Array[];
}

export interface PathMeasures {
  readonly alphas: Float64Array;
  readonly train: Evaluation & Barrier;
  readonly test: Evaluation & Barrier;
  /** Length of the path from its first end to each place, `[M]`; the last is that of the whole path. */
  readonly arc: Float64Array;
  /** Straight distance of each place from both ends, `[M]` each. */
  readonly fromStart: Float64Array;
  readonly fromEnd: Float64Array;
  /** Share of the samples on which a place predicts another class than an end does, 0 to 1, `[M]` each. */
  readonly againstStart: Float64Array;
  readonly againstEnd: Float64Array;
}

/** Straight pieces that stand for the path between two places: the length of a curve is right to about 1e-4. */
const PIECES = 64;

/** Losses and accuracies, barriers, lengths, and disagreement along a path. */
export function pathMeasures(
  { path, basis }: Curve,
  { alphas, train, test, classes }: PathResults,
): PathMeasures {
  const gram = gramMatrix(basis);
  const gap = (from: number, to: number) =>
    distanceUnder(gram, path.coefficientsAt(from), path.coefficientsAt(to));
  const arc = new Float64Array(alphas.length);
  for (let i = 1; i < alphas.length; i++)
    arc[i] = arc[i - 1]! + lengthBetween(gap, alphas[i - 1]!, alphas[i]!);
  const first = classes[0]!;
  const last = classes.at(-1)!;
  return {
    alphas,
    train: { ...train, ...barrier({ alphas, ...train }) },
    test: { ...test, ...barrier({ alphas, ...test }) },
    arc,
    fromStart: Float64Array.from(alphas, (alpha) => gap(0, alpha)),
    fromEnd: Float64Array.from(alphas, (alpha) => gap(alpha, 1)),
    againstStart: Float64Array.from(classes, (at) => disagreement(first, at)),
    againstEnd: Float64Array.from(classes, (at) => disagreement(at, last)),
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
