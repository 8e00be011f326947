/**
 * REPAIR: the units of an averaged network vary less than those of its parents, the more so the deeper they lie.
 * Rescale each unit's preactivation to the mix of the parents' mean and standard deviation (Jordan et al. 2023,
 * "REPAIR: REnormalizing Permuted Activations for Interpolation Repair"):
 *
 *     mean = sum_k c_k mean_k,    deviation = sum_k c_k deviation_k
 *
 * Here by new weights and biases of the unit itself, layer after layer from the input on, as each layer's correction
 * changes what the next one reads. The output layer stays.
 */
import { hiddenWidths, type Architecture } from '../../model/architecture';
import { layoutOf, tensorNamed, view } from '../../model/layout';
import { combine, type Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import type { LayerProgress } from '../matching/activationMatching';

export interface RepairOptions {
  readonly architecture: Architecture;
  /** The parents, aligned. */
  readonly networks: readonly Weights[];
  /** Their shares in the average; the sum is 1. */
  readonly coefficients: ArrayLike<number>;
  /** First training images that means and deviations are taken on. */
  readonly samples: number;
  /** Of the parents, where they are known: {@link statisticsOf} each. */
  readonly parents?: readonly Statistics[][];
}

export interface Repaired {
  readonly weights: Weights;
  /** Of each hidden layer: mean over the units of the average's variance, before the repair, over the parents' mix. */
  readonly varianceRatios: number[];
}

/** A layer's mean and standard deviation of each unit, `[n]` each. */
export interface Statistics {
  readonly mean: Float64Array<ArrayBuffer>;
  readonly deviation: Float64Array<ArrayBuffer>;
}

/** A variance below this share of the mean square is rounding: the unit never changes. */
const CONSTANT = 1e-6;

/** The corrected average: a new buffer owned by the caller. */
export async function* repair(
  engine: DatasetEngine,
  { architecture, networks, coefficients, samples, parents: known }: RepairOptions,
): AsyncGenerator<LayerProgress, Repaired, void> {
  const of = hiddenWidths(architecture).length;
  const weights = combine(networks, coefficients);
  const parents = [...(known ?? [])];
  for (const network of networks.slice(parents.length)) {
    yield { layers: 0, of };
    parents.push(await statisticsOf(engine, architecture, network, samples));
  }
  const untouched = await statisticsOf(engine, architecture, weights, samples);
  const varianceRatios: number[] = [];
  for (let l = 0; l < of; l++) {
    yield { layers: l, of };
    const target = mixed(
      parents.map((layers) => layers[l]!),
      coefficients,
    );
    varianceRatios.push(varianceRatio(untouched[l]!, target));
    const now = l === 0 ? untouched : await statisticsOf(engine, architecture, weights, samples);
    correct(architecture, weights, l, now[l]!, target);
  }
  yield { layers: of, of };
  return { weights, varianceRatios };
}

/** Statistics of the preactivations of every hidden layer, from the input on; of a convolution over its places too. */
export async function statisticsOf(
  engine: DatasetEngine,
  architecture: Architecture,
  weights: Weights,
  samples: number,
): Promise<Statistics[]> {
  const moments = await engine.moments({
    architecture,
    a: weights,
    b: weights,
    samples,
    stage: 'before',
  });
  return moments.map(({ samples: count, sumA, squareA }) => {
    const mean = sumA.map((sum) => sum / count);
    const deviation = squareA.map((square, i) => {
      const variance = square / count - mean[i]! ** 2;
      return variance > (CONSTANT * square) / count ? Math.sqrt(variance) : 0;
    });
    return { mean, deviation };
  });
}

function mixed(parents: readonly Statistics[], coefficients: ArrayLike<number>): Statistics {
  const mix = (values: (of: Statistics) => Float64Array) =>
    Float64Array.from(parents[0]?.mean ?? [], (_, i) =>
      parents.reduce((sum, parent, k) => sum + coefficients[k]! * values(parent)[i]!, 0),
    );
  return { mean: mix(({ mean }) => mean), deviation: mix(({ deviation }) => deviation) };
}

/** Gives each unit of a layer, in place, the target's mean and deviation; one that never changes gets the mean alone. */
function correct(
  architecture: Architecture,
  weights: Weights,
  layer: number,
  now: Statistics,
  target: Statistics,
): void {
  const layout = layoutOf(architecture);
  const rows = view(weights, tensorNamed(layout, `layers.${layer}.weight`));
  const bias = view(weights, tensorNamed(layout, `layers.${layer}.bias`));
  const depth = rows.length / bias.length;
  bias.forEach((b, i) => {
    const gain = now.deviation[i]! > 0 ? target.deviation[i]! / now.deviation[i]! : 1;
    for (let k = i * depth; k < (i + 1) * depth; k++) rows[k]! *= gain;
    bias[i] = gain * (b - now.mean[i]!) + target.mean[i]!;
  });
}

function varianceRatio(now: Statistics, target: Statistics): number {
  const ratios = Array.from(now.deviation, (d, i) => (d / target.deviation[i]!) ** 2);
  const known = ratios.filter(Number.isFinite);
  return known.reduce((sum, ratio) => sum + ratio, 0) / Math.max(1, known.length);
}
