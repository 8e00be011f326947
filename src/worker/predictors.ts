/** Evaluators kept between two moves of the slider, so that a move costs one evaluation and no transfer of weights. */
import type { DatasetEngine, Evaluator } from '../engine/engine';
import type { JobMap } from '../jobs/jobs';
import type { Path } from '../science/paths/path';
import { curveOf } from './curves';

/** How many are kept: one for each of as many paths as are compared at once. */
const KEPT = 12;

interface Predictor {
  readonly path: Path;
  readonly evaluator: Evaluator;
}

export type Predictors = ReturnType<typeof createPredictors>;

/** The evaluators on one dataset. */
export function createPredictors() {
  /** By key, the one used longest ago first. */
  const kept = new Map<string, Predictor>();

  return {
    /** Answers null when the key is not known and its path is not given. */
    async predict(
      engine: DatasetEngine,
      { key, path, alpha }: Omit<JobMap['predict']['request'], 'data'>,
    ): Promise<JobMap['predict']['result']> {
      let predictor = kept.get(key);
      if (predictor === undefined) {
        if (path === null) return null;
        const { path: through, ...options } = path;
        const curve = curveOf(options.architecture, through);
        const evaluator = await engine.evaluator({ ...options, basis: curve.basis });
        predictor = { path: curve.path, evaluator };
      }
      kept.delete(key);
      kept.set(key, predictor);
      for (const [oldest, { evaluator }] of kept) {
        if (kept.size <= KEPT) break;
        evaluator.dispose();
        kept.delete(oldest);
      }
      const coefficients = Float64Array.from(predictor.path.coefficientsAt(alpha));
      const { loss, accuracy } = await predictor.evaluator.evaluate(coefficients);
      return { loss: loss[0] ?? NaN, accuracy: accuracy[0] ?? NaN };
    },
    /** Forgets them all; to be called before the dataset is disposed of. */
    clear() {
      for (const { evaluator } of kept.values()) evaluator.dispose();
      kept.clear();
    },
  };
}
