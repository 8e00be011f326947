/** REPAIR all along a path (Jordan et al. 2023, Fig. 1): each place is corrected towards the mix of the path's own points. */
import { combine, distance, type Weights } from '../../model/weights';
import type { Split } from '../../data/dataset';
import type { DatasetEngine, Evaluation } from '../../engine/engine';
import { barrier } from '../barrier';
import { mapProgress } from '../mapProgress';
import { disagreementAlong } from '../paths/measures';
import type { Curve } from '../paths/path';
import type { AlongSplit, Walk, WalkOptions } from '../paths/walk';
import { predictedClasses } from '../predictions';
import { scoreOf } from '../score';
import { repair, statisticsOf, type Statistics } from './repair';

export interface RepairedWalkOptions extends WalkOptions {
  /** First training images that means and deviations are taken on. */
  readonly repairSamples: number;
}

export interface RepairedWalk extends Walk {
  /** Of each hidden layer at the middle place, before it was repaired: the variance over the parents' mix. */
  readonly varianceRatios: readonly number[];
}

/**
 * Measures the repaired networks as {@link walk} does those of a path; yields the share that is done. The path's length
 * is that of the straight pieces from each of them to the next.
 */
export async function* repairedWalk(
  engine: DatasetEngine,
  { path, basis }: Curve,
  { alphas, splits, samples, compared, repairSamples, ...options }: RepairedWalkOptions,
): AsyncGenerator<number, RepairedWalk, void> {
  const { architecture } = options;
  const parents: Statistics[][] = [];
  for (const point of basis)
    parents.push(await statisticsOf(engine, architecture, point, repairSamples));
  const places = alphas.length;
  const blank = () => new Float64Array(places);
  const [arc, fromStart, fromEnd] = [blank(), blank(), blank()];
  const unknown = (): Evaluation => ({ loss: blank(), accuracy: blank() });
  const evaluations = { train: unknown(), test: unknown() };
  const start = combine(basis, path.coefficientsAt(0));
  const end = combine(basis, path.coefficientsAt(1));
  const classes: Uint8Array[] = [];
  let varianceRatios: readonly number[] = [];
  let before: Weights | null = null;
  for (const [i, alpha] of alphas.entries()) {
    const repairing = repair(engine, {
      architecture,
      networks: basis,
      coefficients: path.coefficientsAt(alpha),
      parents,
      samples: repairSamples,
    });
    const repaired = yield* mapProgress(repairing, () => i / places);
    const { weights } = repaired;
    if (i === places >> 1) varianceRatios = repaired.varianceRatios;
    arc[i] = before === null ? 0 : arc[i - 1]! + distance(before, weights);
    fromStart[i] = distance(start, weights);
    fromEnd[i] = distance(weights, end);
    before = weights;
    for (const [k, split] of splits.entries()) {
      const at = await scoreOf(engine, { ...options, split, samples: samples[split] }, weights);
      evaluations[split].loss[i] = at.loss;
      evaluations[split].accuracy[i] = at.accuracy;
      yield (i + (k + 1) / (splits.length + 1)) / places;
    }
    if (compared > 0) {
      const logits = await engine.logits(architecture, weights, 'test', compared);
      classes.push(predictedClasses(logits, architecture.outputs));
    }
    yield (i + 1) / places;
  }
  const along = (split: Split): AlongSplit => ({
    ...evaluations[split],
    ...barrier({ alphas, ...evaluations[split] }),
  });
  const [first, ...others] = splits;
  return {
    along: [along(first), ...others.map(along)] as const,
    arc,
    fromStart,
    fromEnd,
    varianceRatios,
    disagreement: compared > 0 ? disagreementAlong(classes) : null,
  };
}
