/** Whether two points in weight space are the same function: the check that a permutation moved every axis it must. */
import type { Architecture } from '../model/architecture';
import type { Weights } from '../model/weights';
import type { DatasetEngine } from '../engine/engine';

/**
 * The largest absolute difference of the logits of two networks over the first `samples` test images; about 1e-5 for a
 * network and its permutation, whose sums run in another order. NaN when a logit is not finite.
 */
export async function largestLogitDifference(
  engine: DatasetEngine,
  architecture: Architecture,
  a: Weights,
  b: Weights,
  samples = 1000,
): Promise<number> {
  const left = await engine.logits(architecture, a, 'test', samples);
  const right = await engine.logits(architecture, b, 'test', samples);
  let largest = 0;
  for (let i = 0; i < left.length; i++) largest = Math.max(largest, Math.abs(left[i]! - right[i]!));
  return largest;
}
