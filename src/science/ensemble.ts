/** An ensemble of networks, which averages their predicted probabilities (Garipov et al. 2018, section 4). */
import { disagreement, predict, predictedClasses, probabilities } from './predictions';
import type { PredictionOptions } from './predictions';
import type { DatasetEngine } from '../engine/engine';

/** Mean cross-entropy and accuracy, 0 to 1. */
export interface Score {
  readonly loss: number;
  readonly accuracy: number;
}

export interface Ensemble extends Score {
  /** Each network by itself, `[M]`. */
  readonly members: readonly Score[];
  /** Share of the samples on which two members differ, the mean over all pairs; 0 for a single member. */
  readonly disagreement: number;
}

export interface EnsembleOptions extends Omit<PredictionOptions, 'samples'> {
  /** Class of the first samples of the split, which are the ones used. */
  readonly labels: Uint8Array;
  readonly classes: number;
}

/**
 * Scores an ensemble of combinations, and each of its members; yields the members' scores as they come.
 *
 * @param coefficients `[M, K]`, row-major: of points along a curve, of vertices, of samples of a simplex
 */
export async function* ensemble(
  engine: DatasetEngine,
  { labels, classes, ...options }: EnsembleOptions,
  coefficients: Float64Array<ArrayBuffer>,
): AsyncGenerator<Score, Ensemble, void> {
  const members: Score[] = [];
  const predicted: Uint8Array[] = [];
  const sum = new Float64Array(labels.length * classes);
  const samples = labels.length;
  for await (const { logits } of predict(engine, { ...options, samples }, coefficients)) {
    const own = probabilities(logits, classes);
    own.forEach((p, i) => (sum[i]! += p));
    predicted.push(predictedClasses(logits, classes));
    const member = scoreOf(own, labels);
    members.push(member);
    yield member;
  }
  if (members.length === 0) throw new RangeError('Expected at least one network, got none.');
  const score = scoreOf(
    sum.map((p) => p / members.length),
    labels,
  );
  return { ...score, members, disagreement: meanDisagreement(predicted) };
}

/** Cross-entropy and accuracy of predicted probabilities, `[samples, classes]`. */
function scoreOf(predicted: Float64Array, labels: Uint8Array): Score {
  const classes = predicted.length / labels.length;
  let loss = 0;
  let right = 0;
  labels.forEach((label, s) => {
    const row = predicted.subarray(s * classes, (s + 1) * classes);
    loss -= Math.log(row[label]!);
    if (row.indexOf(Math.max(...row)) === label) right++;
  });
  return {
    loss: Number.isNaN(loss) ? Infinity : loss / labels.length,
    accuracy: right / labels.length,
  };
}

function meanDisagreement(predicted: readonly Uint8Array[]): number {
  const pairs = predicted.flatMap((a, i) => predicted.slice(i + 1).map((b) => disagreement(a, b)));
  return pairs.length === 0 ? 0 : pairs.reduce((sum, share) => sum + share, 0) / pairs.length;
}
