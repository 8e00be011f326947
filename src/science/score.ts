/** Loss and accuracy of one network. */
import type { Combinations, DatasetEngine, EvaluatorOptions } from '../engine/engine';
import type { Score } from './ensemble';

/** Of one combination of points, such as an average; a loss that is no number is given as Infinity. */
export async function score(
  engine: DatasetEngine,
  options: Omit<EvaluatorOptions, 'basis'>,
  { basis, coefficients }: Combinations,
): Promise<Score> {
  const evaluator = await engine.evaluator({ ...options, basis });
  try {
    const { loss, accuracy } = await evaluator.evaluate(coefficients);
    return { loss: Number.isNaN(loss[0]!) ? Infinity : loss[0]!, accuracy: accuracy[0]! };
  } finally {
    evaluator.dispose();
  }
}

/** Of a network as it is. */
export const scoreOf = (
  engine: DatasetEngine,
  options: Omit<EvaluatorOptions, 'basis'>,
  weights: EvaluatorOptions['basis'][number],
): Promise<Score> => score(engine, options, { basis: [weights], coefficients: Float64Array.of(1) });
