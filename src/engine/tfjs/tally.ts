import type { Loss } from '../engine';

/** Sums over samples. */
export interface Tally {
  loss: number;
  right: number;
}

/**
 * Adds up losses and right answers, in float64 outside of tfjs: the numbers are few, and WGSL promises little about
 * the precision of `exp` and `log`. The answer is the first largest logit, as with torch's argmax.
 *
 * @param logits `[n, classes]`
 * @param labels `[n]`
 */
export function tallyOf(
  loss: Loss,
  logits: Float32Array,
  labels: Uint8Array,
  classes: number,
): Tally {
  const tally = { loss: 0, right: 0 };
  labels.forEach((label, row) => {
    const z = logits.subarray(row * classes, (row + 1) * classes);
    const answer = firstLargest(z);
    if (answer === label) tally.right++;
    tally.loss += loss === 'mse' ? squaredError(z, label) : crossEntropy(z, label, z[answer]!);
  });
  return tally;
}

function firstLargest(z: Float32Array): number {
  let largest = 0;
  for (let c = 1; c < z.length; c++) if (z[c]! > z[largest]!) largest = c;
  return largest;
}

/** Mean over the classes of the squared difference to the one-hot target. */
function squaredError(z: Float32Array, label: number): number {
  let total = 0;
  for (let c = 0; c < z.length; c++) total += (z[c]! - (c === label ? 1 : 0)) ** 2;
  return total / z.length;
}

function crossEntropy(z: Float32Array, label: number, highest: number): number {
  let total = 0;
  for (const value of z) total += Math.exp(value - highest);
  return Math.log(total) + highest - z[label]!;
}
