/** Loss and accuracy of many affine combinations of a few networks, in tiles: lines, curves and planes alike. */
import type { Engine, Evaluation, EvaluatorOptions } from '../engine/engine';
import { paceOf, type Clock } from './pace';

/** Results of some consecutive combinations. */
export interface EvaluationSlice extends Evaluation {
  /** Index of the first combination in the slice. */
  readonly from: number;
}

/** Milliseconds of one tile. */
const TILE = 45;

/**
 * Evaluates M combinations of a basis of K points, yields each tile as it is done, and returns all.
 * A loss that is not a number is given as Infinity: NaN is left to mean "not yet known".
 *
 * @param coefficients `[M, K]`, row-major
 */
export async function* evaluate(
  engine: Engine,
  options: EvaluatorOptions,
  coefficients: Float64Array<ArrayBuffer>,
  clock: Clock = () => performance.now(),
): AsyncGenerator<EvaluationSlice, Evaluation, void> {
  const points = options.basis.length;
  const count = coefficients.length / points;
  if (!Number.isInteger(count))
    throw new RangeError(
      `Expected coefficients [M, ${points}], got ${coefficients.length} numbers.`,
    );
  const all = { loss: new Float64Array(count), accuracy: new Float64Array(count) };
  const evaluator = await engine.evaluator(options);
  try {
    const pace = paceOf(TILE);
    for (let from = 0; from < count;) {
      const to = Math.min(count, from + pace.size());
      const began = clock();
      const tile = await evaluator.evaluate(coefficients.slice(from * points, to * points));
      pace.record(to - from, clock() - began);
      const loss = tile.loss.map((value) => (Number.isNaN(value) ? Infinity : value));
      all.loss.set(loss, from);
      all.accuracy.set(tile.accuracy, from);
      yield { from, loss, accuracy: tile.accuracy };
      from = to;
    }
    return all;
  } finally {
    evaluator.dispose();
  }
}
