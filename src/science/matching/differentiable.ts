/**
 * Sinkhorn re-basin: gradient descent on soft permutations (Pena et al. 2023, "Re-basin via implicit Sinkhorn
 * differentiation"). Each hidden layer has free scores X, whose soft permutation `P = S(X / tau)`
 * mixes the units of A; the loss on the line from there to B is followed down to X by the chain rule:
 *
 *     dL/dP = (1 - t) <dL/dtheta, the units that P moves>,    dL/dX = (dP/dX)^T dL/dP
 *
 * and the nearest hard permutation to X is judged after each step. Unlike the authors' code, the gradient goes back
 * through the scalings themselves.
 */
import type { Architecture } from '../../model/architecture';
import { permutationSpecs } from '../../model/permutation';
import { randomFrom, type Random } from '../../model/random';
import type { Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import { batchesOf } from '../batches';
import { mapProgress } from '../mapProgress';
import { optimizerOf, type PointOptimizer } from '../optimizer';
import { bestPermutation } from './layerMatch';
import { mix, type LayerMix } from './mixing';
import { judgeOf, type Found, type SearchOptions, type SearchProgress } from './search';
import { sinkhorn, sinkhornGradient, type Scaled, type SinkhornOptions } from './sinkhorn';
import { unitProducts } from './slices';

export interface DifferentiableOptions extends SearchOptions {
  /** Images in the training split, of which batches are drawn. */
  readonly trainingSamples: number;
  readonly batch: number;
  /** Of AdamW on the scores; the authors take 0.1. */
  readonly learningRate: number;
  /** tau, above 0: the lower, the harder the permutations; the authors take 1. */
  readonly temperature: number;
  /** Scalings of each soft permutation; the authors take 20. */
  readonly iterations: number;
  /**
   * What is followed down: the loss halfway, the loss anywhere on the line, or the squared distance from B, for one
   * network under two orders (the paper's midpoint, random-point and L2 costs).
   */
  readonly objective: 'middle' | 'line' | 'distance';
}

/** The scores of one hidden layer and the soft permutation that they make. */
interface Layer {
  /** X, `[n, n]`. */
  readonly scores: Weights;
  readonly optimizer: PointOptimizer;
  readonly scaling: SinkhornOptions;
  readonly scaled: Scaled;
}

/** Descends from scores near the identity. */
export async function* matchDifferentiably(
  engine: DatasetEngine,
  options: DifferentiableOptions,
): AsyncGenerator<SearchProgress, Found, void> {
  const { architecture, a, trainingSamples, batch, temperature, steps, seed } = options;
  if (!(temperature > 0))
    throw new RangeError(`Expected a temperature above 0, got ${temperature}.`);
  const random = randomFrom(seed);
  const batches = batchesOf({ trainingSamples, batch, draw: () => [], seed });
  const judge = judgeOf(engine, options);
  const specs = permutationSpecs(architecture);
  const free = specs.map(({ units }) => freeScores(units, random, options));
  for (let step = 0; ; step++) {
    await judge.loss(
      free.map(({ scores }, p) => bestPermutation(Float64Array.from(scores), specs[p]!.units)),
    );
    yield { step, steps, loss: judge.best().loss };
    if (step === steps) return judge.best();
    const layers = free.map((own, p) => soften(own, specs[p]!.units, options));
    const { indices } = batches.take(1, batch);
    const slope = await slopeAt(engine, options, mixedBy(architecture, a, layers), indices, random);
    for (const [p, { axes }] of specs.entries()) {
      const { optimizer, scaling, scaled } = layers[p]!;
      const moved = mixedBy(architecture, a, layers, p);
      const products = yield* mapProgress(unitProducts(architecture, axes, slope, moved), () => ({
        step,
        steps,
        loss: judge.best().loss,
      }));
      optimizer.step(sinkhornGradient(scaling, scaled, products).map((s) => s / temperature));
    }
  }
}

/** The derivative of the objective by A as it is softly permuted. */
async function slopeAt(
  engine: DatasetEngine,
  { architecture, loss, b, objective }: DifferentiableOptions,
  soft: Weights,
  indices: Uint32Array<ArrayBuffer>,
  random: Random,
): Promise<Weights> {
  if (objective === 'distance') return soft.map((w, i) => 2 * (w - b[i]!));
  const t = objective === 'middle' ? 0.5 : random.uniform();
  const { gradients } = await engine.gradient({
    architecture,
    loss,
    split: 'train',
    indices,
    combinations: { basis: [soft, b], coefficients: Float64Array.of(1 - t, t) },
  });
  return gradients[0]!.map((g) => (1 - t) * g);
}

/** Scores near the identity, as the authors draw them, and what moves them. */
function freeScores(
  units: number,
  random: Random,
  { learningRate }: DifferentiableOptions,
): Pick<Layer, 'scores' | 'optimizer'> {
  const scores = Float32Array.from(
    { length: units * units },
    (_, k) => (k % (units + 1) === 0 ? 1 : 0) + 0.1 * random.normal(),
  );
  const adamw = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };
  return { scores, optimizer: optimizerOf({ kind: 'adamw', learningRate, ...adamw }, scores) };
}

function soften(
  { scores, optimizer }: Pick<Layer, 'scores' | 'optimizer'>,
  units: number,
  { temperature, iterations }: DifferentiableOptions,
): Layer {
  const scaling = {
    scores: Float64Array.from(scores, (x) => x / temperature),
    iterations,
    rows: units,
    columns: units,
    rowSum: 1,
  };
  return { scores, optimizer, scaling, scaled: sinkhorn(scaling) };
}

/** A with its units mixed by the soft permutations, of all hidden layers but one. */
function mixedBy(
  architecture: Architecture,
  a: Weights,
  layers: readonly Layer[],
  but?: number,
): Weights {
  const mixes = layers.map(
    ({ scaled: { plan }, scaling: { rows, columns } }, p): LayerMix | null => {
      if (p === but) return null;
      const soft = { values: plan, rows, columns };
      return { incoming: soft, outgoing: soft };
    },
  );
  return mix(architecture, a, mixes);
}
