/** Loss and accuracy of many affine combinations of a few networks, in tiles: lines, curves and planes alike. */
import type { DatasetEngine, Evaluation, EvaluatorOptions } from '../engine/engine';
import { callsInFlight } from './callsInFlight';
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
  engine: DatasetEngine,
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
  const pace = paceOf(TILE);
  const calls = callsInFlight<Evaluation>(pace, clock);
  let sent = 0;
  let from = 0;
  try {
    while (from < count) {
      while (sent < count && calls.size < evaluator.inFlight) {
        const to = Math.min(count, sent + pace.size());
        calls.send(to - sent, evaluator.evaluate(coefficients.slice(sent * points, to * points)));
        sent = to;
      }
      const { items, result } = await calls.next();
      const loss = result.loss.map((value) => (Number.isNaN(value) ? Infinity : value));
      all.loss.set(loss, from);
      all.accuracy.set(result.accuracy, from);
      yield { from, loss, accuracy: result.accuracy };
      from += items;
    }
    return all;
  } finally {
    await calls.settle();
    evaluator.dispose();
  }
}
