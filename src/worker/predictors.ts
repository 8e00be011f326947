/** Evaluators kept between two moves of the slider, so that a move costs one evaluation and no transfer of weights. */
import type { Engine, Evaluator } from '../engine/engine';
import type { JobMap, PredictionPaths } from '../jobs/jobs';
import { pathThrough } from './pathThrough';

/** How many are kept: the one in use, and the one before it. */
const KEPT = 2;

interface Predictor {
  readonly paths: PredictionPaths['paths'];
  /** Points of the basis. */
  readonly points: number;
  readonly evaluator: Evaluator;
}

export function createPredictors() {
  const kept = new Map<string, Predictor>();

  const add = async (
    engine: Engine,
    key: string,
    { basis, paths, ...options }: PredictionPaths,
  ) => {
    const evaluator = await engine.evaluator({ ...options, basis });
    kept.get(key)?.evaluator.dispose();
    kept.set(key, { paths, points: basis.length, evaluator });
    for (const [old, predictor] of kept) {
      if (kept.size <= KEPT) break;
      predictor.evaluator.dispose();
      kept.delete(old);
    }
  };

  return {
    /** Answers null when the key is not known and its paths are not given. */
    async predict(
      engine: Engine,
      { key, paths, alpha }: JobMap['predict']['request'],
    ): Promise<JobMap['predict']['result']> {
      if (paths !== null) await add(engine, key, paths);
      const predictor = kept.get(key);
      if (predictor === undefined) return null;
      return predictor.evaluator.evaluate(coefficientsAt(predictor, alpha));
    },
    /** Forgets them all; to be called before the engine or its dataset changes. */
    clear() {
      for (const { evaluator } of kept.values()) evaluator.dispose();
      kept.clear();
    },
  };
}

/** One row for each path, `[paths, points]`. */
function coefficientsAt({ paths, points }: Predictor, alpha: number): Float64Array<ArrayBuffer> {
  const table = new Float64Array(paths.length * points);
  paths.forEach(({ kind, points: through }, row) => {
    const coefficients = pathThrough(kind, through.length).coefficientsAt(alpha);
    through.forEach((point, i) => (table[row * points + point] = coefficients[i] ?? 0));
  });
  return table;
}
