/** REPAIR all along a path (Jordan et al. 2022, Fig. 1): each place is corrected towards the mix of the path's own points. */
import type { Engine, Evaluation, EvaluatorOptions } from '../../engine/engine';
import type { Curve } from '../paths/path';
import { scoreOf } from '../score';
import { repair, statisticsOf, type Statistics } from './repair';

export interface RepairedPathOptions extends Omit<EvaluatorOptions, 'basis'> {
  /** From 0 to 1, `[M]`. */
  readonly alphas: Float64Array<ArrayBuffer>;
  /** First training images that means and deviations are taken on. */
  readonly repairSamples: number;
}

export interface RepairedPath extends Evaluation {
  /** Of each hidden layer at the middle place, before it was repaired: the variance over the parents' mix. */
  readonly varianceRatios: readonly number[];
}

/** Loss and accuracy at each place once it is repaired; yields the share that is done. */
export async function* repairedPath(
  engine: Engine,
  { path, basis }: Curve,
  { alphas, repairSamples, ...options }: RepairedPathOptions,
): AsyncGenerator<number, RepairedPath, void> {
  const { architecture } = options;
  const parents: Statistics[][] = [];
  for (const point of basis)
    parents.push(await statisticsOf(engine, architecture, point, repairSamples));
  const places = alphas.length;
  const loss = new Float64Array(places);
  const accuracy = new Float64Array(places);
  let varianceRatios: readonly number[] = [];
  for (const [i, alpha] of alphas.entries()) {
    const coefficients = path.coefficientsAt(alpha);
    const repairing = repair(engine, {
      ...{ architecture, networks: basis, coefficients, parents },
      samples: repairSamples,
    });
    let next = await repairing.next();
    for (; next.done !== true; next = await repairing.next()) yield i / places;
    const at = await scoreOf(engine, options, next.value.weights);
    loss[i] = at.loss;
    accuracy[i] = at.accuracy;
    if (i === places >> 1) varianceRatios = next.value.varianceRatios;
    yield (i + 1) / places;
  }
  return { loss, accuracy, varianceRatios };
}
