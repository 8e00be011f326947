/** What networks predict, image by image: classes, probabilities, and how far two of them agree. */
import type { Architecture } from '../model/architecture';
import { combine, type Weights } from '../model/weights';
import type { Split } from '../data/dataset';
import type { DatasetEngine, Loss } from '../engine/engine';

/** Whose predictions, on the first `samples` inputs of a split. */
export interface PredictionOptions {
  readonly architecture: Architecture;
  readonly basis: readonly Weights[];
  readonly split: Split;
  readonly samples: number;
}

/** Logits of one of M networks. */
export interface Predicted {
  /** Which, 0 to M - 1. */
  readonly index: number;
  /** `[samples, classes]` */
  readonly logits: Float32Array<ArrayBuffer>;
}

/**
 * Logits of M combinations of the basis, one network after the other: dearer than their losses, which share products.
 *
 * @param coefficients `[M, K]`, row-major
 */
export async function* predict(
  engine: DatasetEngine,
  { architecture, basis, split, samples }: PredictionOptions,
  coefficients: Float64Array<ArrayBuffer>,
): AsyncGenerator<Predicted, void, void> {
  const points = basis.length;
  for (let index = 0; index < coefficients.length / points; index++) {
    const row = coefficients.subarray(index * points, (index + 1) * points);
    const weights = combine(basis, row);
    yield { index, logits: await engine.logits(architecture, weights, split, samples) };
  }
}

/** Class of the largest logit of each sample, the first among equals, `[samples]`. */
export function predictedClasses(logits: Float32Array, classes: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: logits.length / classes }, (_, s) => {
    let best = 0;
    for (let c = 1; c < classes; c++)
      if (logits[s * classes + c]! > logits[s * classes + best]!) best = c;
    return best;
  });
}

/** Softmax of each sample's logits, `[samples, classes]`. */
export function probabilities(logits: Float32Array, classes: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(logits.length);
  for (let from = 0; from < logits.length; from += classes) {
    const row = logits.subarray(from, from + classes);
    const largest = row.reduce((most, z) => Math.max(most, z), -Infinity);
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += out[from + c] = Math.exp(row[c]! - largest);
    for (let c = 0; c < classes; c++) out[from + c]! /= sum;
  }
  return out;
}

/** Probability of each sample's likeliest class, `1 / classes` to 1; 0 where a logit is not finite, `[samples]`. */
export function surest(logits: Float32Array, classes: number): Float32Array<ArrayBuffer> {
  const each = probabilities(logits, classes);
  return Float32Array.from({ length: logits.length / classes }, (_, s) => {
    let most = 0;
    for (let c = 0; c < classes; c++) most = Math.max(most, each[s * classes + c]!);
    return Number.isNaN(most) ? 0 : most;
  });
}

/** Share of the samples on which two networks predict different classes, 0 to 1 (Fort et al. 2019). */
export function disagreement(a: Uint8Array, b: Uint8Array): number {
  let different = 0;
  for (let s = 0; s < a.length; s++) if (a[s] !== b[s]) different++;
  return different / a.length;
}

/** Mean entropy of the predictive distributions in nats, 0 to `ln(classes)`; Infinity where a logit is not finite. */
export function meanEntropy(logits: Float32Array, classes: number): number {
  let sum = 0;
  for (const p of probabilities(logits, classes)) if (p !== 0) sum -= p * Math.log(p);
  const mean = (sum * classes) / logits.length;
  return Number.isNaN(mean) ? Infinity : mean;
}

/** Stands for the class of a sample whose logits are not finite. */
const NO_CLASS = 255;

/** Class of the largest logit of each sample, the first among equals; {@link NO_CLASS} where they are not finite. */
export function decidedClasses(logits: Float32Array, classes: number): Uint8Array<ArrayBuffer> {
  return predictedClasses(logits, classes).map((best, s) =>
    logits.subarray(s * classes, (s + 1) * classes).every(Number.isFinite) ? best : NO_CLASS,
  );
}

/**
 * How sure a network is of each class, `[samples, classes]`, 0 to 1: the softmax of its logits. One that was trained
 * with squared error puts out the shares themselves, which are cut to 0 to 1.
 */
export function certainties(
  logits: Float32Array,
  classes: number,
  loss: Loss,
): Float64Array<ArrayBuffer> {
  if (loss === 'cross-entropy') return probabilities(logits, classes);
  return Float64Array.from(logits, (z) => Math.min(1, Math.max(0, z)));
}

/**
 * How many samples of each class are taken for which, `[classes, classes]`: a row for each true class. Samples of
 * {@link NO_CLASS} are in none.
 */
export function confusionMatrix(
  decided: Uint8Array,
  labels: Uint8Array,
  classes: number,
): Uint32Array<ArrayBuffer> {
  const matrix = new Uint32Array(classes * classes);
  decided.forEach((predicted, s) => {
    if (predicted < classes) matrix[labels[s]! * classes + predicted]!++;
  });
  return matrix;
}
