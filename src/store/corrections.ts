/**
 * Loss and accuracy of few images, put on the curve of many: at computed places of a path it is known how far the few are
 * from the many, and between these the difference changes little. So a number evaluated live agrees with the curve
 * where both are known, and shows between two places what the curve leaves out.
 */
import type { PathResult } from '../jobs/jobs';

interface Score {
  readonly loss: number;
  readonly accuracy: number;
}

export interface Corrections {
  /** Keeps how far the few images are from the many, where alpha is a computed place. */
  learn(alpha: number, live: Score): void;
  /** The computed places next to alpha of which nothing is known yet. */
  missing(alpha: number): readonly number[];
  /** The score of the few images as the many would have it. */
  corrected(alpha: number, live: Score): Score;
}

/** Places closer than this are one. */
const SAME = 1e-6;

export function correctionsOf({
  alphas,
  loss,
  accuracy,
}: Pick<PathResult, 'alphas' | 'loss' | 'accuracy'>): Corrections {
  /** Curve less live, by the index of the place. */
  const known = new Map<number, Score>();
  /** The computed places on both sides, of which both are one at a computed place. */
  const around = (alpha: number): readonly [left: number, right: number] => {
    const right = alphas.findIndex((place) => place >= alpha - SAME);
    const at = right < 0 ? alphas.length - 1 : right;
    return Math.abs((alphas[at] ?? NaN) - alpha) <= SAME ? [at, at] : [Math.max(0, at - 1), at];
  };
  const difference = (alpha: number): Score => {
    const places = [...known.keys()].sort((one, other) => one - other);
    const isLeft = (place: number) => (alphas[place] ?? NaN) <= alpha + SAME;
    const left = places.findLast(isLeft) ?? places[0];
    const right = places.find((place) => !isLeft(place)) ?? left;
    const [from, to] = [known.get(left ?? -1), known.get(right ?? -1)];
    if (from === undefined || to === undefined) return NOTHING;
    const [a, b] = [alphas[left ?? 0] ?? 0, alphas[right ?? 0] ?? 0];
    const share = b > a ? Math.min(1, Math.max(0, (alpha - a) / (b - a))) : 0;
    const mix = (read: (score: Score) => number) => (1 - share) * read(from) + share * read(to);
    return { loss: mix((score) => score.loss), accuracy: mix((score) => score.accuracy) };
  };
  return {
    learn(alpha, live) {
      const [left, right] = around(alpha);
      if (left !== right) return;
      known.set(left, {
        loss: finite((loss[left] ?? NaN) - live.loss),
        accuracy: finite((accuracy[left] ?? NaN) - live.accuracy),
      });
    },
    missing: (alpha) =>
      [...new Set(around(alpha))]
        .filter((place) => !known.has(place))
        .flatMap((place) => alphas[place] ?? []),
    corrected(alpha, live) {
      const off = difference(alpha);
      return {
        loss: Math.max(0, live.loss + off.loss),
        accuracy: Math.min(1, Math.max(0, live.accuracy + off.accuracy)),
      };
    },
  };
}

const NOTHING: Score = { loss: 0, accuracy: 0 };

/** Of losses beyond all numbers there is no difference. */
const finite = (x: number): number => (Number.isFinite(x) ? x : 0);
