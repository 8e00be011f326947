/** What is kept between two moves of the slider, so that a move costs one evaluation and no transfer of weights. */
import type { DatasetEngine, Evaluation } from '../engine/engine';
import type { JobMap, PredictionPath } from '../jobs/jobs';
import { combine, type Weights } from '../model/weights';
import { repair, statisticsOf, type Statistics } from '../science/merging/repair';
import { scoreOf } from '../science/score';
import { curveOf } from './curves';
import { drain } from './drain';
import { keptByKey } from './keptByKey';

/** How many are kept: one for each of as many paths as are compared at once. */
const KEPT = 16;

/** Networks along a path. */
export interface NetworksAlong extends Pick<PredictionPath, 'architecture' | 'loss'> {
  /** The network at one place; owned by the caller. */
  weightsAt(alpha: number): Promise<Weights>;
}

interface Predictor extends NetworksAlong {
  /** Loss and accuracy at one place of the path. */
  at(alpha: number): Promise<{ readonly loss: number; readonly accuracy: number }>;
  dispose(): void;
}

/** On combinations of the path's points. */
async function plain(
  engine: DatasetEngine,
  { path: through, ...options }: PredictionPath,
): Promise<Predictor> {
  const { path, basis } = curveOf(options.architecture, through);
  const evaluator = await engine.evaluator({ ...options, basis });
  return {
    async at(alpha) {
      const coefficients = Float64Array.from(path.coefficientsAt(alpha));
      return first(await evaluator.evaluate(coefficients));
    },
    architecture: options.architecture,
    loss: options.loss,
    weightsAt: (alpha) => Promise.resolve(combine(basis, path.coefficientsAt(alpha))),
    dispose: () => evaluator.dispose(),
  };
}

const first = ({ loss, accuracy }: Evaluation) => ({
  loss: loss[0] ?? NaN,
  accuracy: accuracy[0] ?? NaN,
});

/** With REPAIR, which makes a network of its own at every place: some tens of milliseconds for two layers of 64 units. */
async function repaired(
  engine: DatasetEngine,
  { path: through, ...options }: PredictionPath,
  samples: number,
): Promise<Predictor> {
  const { architecture } = options;
  const { path, basis } = curveOf(architecture, through);
  const parents: Statistics[][] = [];
  for (const point of basis) parents.push(await statisticsOf(engine, architecture, point, samples));
  const weightsAt = async (alpha: number) => {
    const coefficients = path.coefficientsAt(alpha);
    const repairing = repair(engine, {
      architecture,
      networks: basis,
      coefficients,
      parents,
      samples,
    });
    const { weights } = await drain(repairing, new AbortController().signal, () => undefined);
    return weights;
  };
  return {
    at: async (alpha) => scoreOf(engine, options, await weightsAt(alpha)),
    architecture,
    loss: options.loss,
    weightsAt,
    dispose: () => undefined,
  };
}

export type Predictors = ReturnType<typeof createPredictors>;

/** The evaluators on one dataset. */
export function createPredictors() {
  const kept = keptByKey<Predictor>(KEPT, (predictor) => predictor.dispose());

  const find = (engine: DatasetEngine, { key, path }: Omit<Place, 'alpha'>) => {
    if (path === null) return kept.find(key, null);
    const { repair } = path;
    return kept.find(key, () =>
      repair === null ? plain(engine, path) : repaired(engine, path, repair),
    );
  };

  return {
    /** Answers null when the key is not known and its path is not given. */
    async predict(engine: DatasetEngine, place: Place): Promise<JobMap['predict']['result']> {
      return (await (await find(engine, place))?.at(place.alpha)) ?? null;
    },
    /** The networks along a path; null when the key is not known and its path is not given. */
    along: (engine: DatasetEngine, path: Omit<Place, 'alpha'>): Promise<NetworksAlong | null> =>
      find(engine, path),
    /** Forgets them all; to be called before the dataset is disposed of. */
    clear: () => kept.clear(),
  };
}

type Place = Omit<JobMap['predict']['request'], 'data'>;
