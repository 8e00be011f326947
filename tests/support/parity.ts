/**
 * An engine against the float64 oracle, on shapes that fit no tile and no vector. Apart from any test runner, so that
 * the same comparisons run in Node and in a browser's worker.
 */
import { inputSize, type Activation, type Architecture } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom, type Random } from '../../src/model/random';
import type { Weights } from '../../src/model/weights';
import type { Engine, Loss, Optimizer } from '../../src/engine/engine';
import { createOracleEngine } from './oracleEngine';
import { patterns } from './patterns';

export interface ParityCase {
  readonly name: string;
  readonly architecture: Architecture;
  readonly loss: Loss;
  /** In each split. */
  readonly samples: number;
}

/** The largest difference between an engine's answer and the oracle's, and the largest that rounding explains. */
export interface Deviation {
  readonly what: string;
  readonly error: number;
  readonly allowed: number;
}

/** What an engine says when asked. */
interface Answer {
  readonly what: string;
  readonly values: ArrayLike<number>;
  /** Share of the largest entry that an entry may be off by. */
  readonly tolerance: number;
}

type Asked = ParityCase & { readonly basis: readonly Weights[] };

export const PARITY_CASES: readonly ParityCase[] = [
  parityCase([785, 63, 65, 3], 'relu', 'cross-entropy', 35),
  parityCase([1, 1, 2], 'relu', 'cross-entropy', 3),
  parityCase([3, 65, 10], 'tanh', 'mse', 1003),
  parityCase([65, 3, 63, 1, 4], 'relu', 'mse', 130),
  parityCase([63, 129, 5], 'tanh', 'cross-entropy', 65),
  parityCase([17, 4], 'relu', 'cross-entropy', 20),
];

function parityCase(
  widths: [number, ...number[]],
  activation: Activation,
  loss: Loss,
  samples: number,
): ParityCase {
  const architecture: Architecture = {
    kind: 'mlp',
    inputs: widths[0],
    hidden: widths.slice(1, -1),
    outputs: widths.at(-1)!,
    activation,
  };
  return { name: `${widths.join('-')}, ${activation}, ${loss}`, architecture, loss, samples };
}

/** Asks an engine and the oracle whatever an engine can be asked. Replaces the engine's dataset. */
export async function deviations(engine: Engine, test: ParityCase): Promise<Deviation[]> {
  const random = randomFrom(7);
  const basis = Array.from({ length: 3 }, () => weightsOf(test.architecture, random));
  const got = await answers(engine, { ...test, basis });
  const expected = await answers(createOracleEngine(), { ...test, basis });
  return expected.map(({ what, values, tolerance }, i) => {
    const came = got[i]!;
    if (came.what !== what || came.values.length !== values.length)
      throw new Error(
        `Expected ${what} with ${values.length} numbers, got ${came.what} with ${came.values.length}.`,
      );
    return {
      what,
      error: largest(Array.from(values, (value, j) => came.values[j]! - value)),
      // Float32 rounds a probability of nearly 1 by 1e-7, whatever is left of 1: hence the least scale.
      allowed: tolerance * Math.max(largest(values), 0.01),
    };
  });
}

async function answers(engine: Engine, asked: Asked): Promise<Answer[]> {
  const { architecture, samples, basis } = asked;
  await engine.load(
    patterns({
      pixels: inputSize(architecture),
      classes: architecture.outputs,
      train: samples,
      test: samples,
    }),
  );
  return [
    ...(await gradients(engine, asked, 1)),
    ...(await gradients(engine, asked, samples)),
    ...(await evaluation(engine, asked, 1)),
    ...(await evaluation(engine, asked, samples)),
    ...(await steps(engine, asked, 'AdamW', ADAMW, 5)),
    ...(await steps(engine, asked, 'SGD', SGD, 5)),
    ...(await steps(engine, asked, 'plain SGD', { ...SGD, momentum: 0, weightDecay: 0 }, 1)),
    ...(await moments(engine, asked, 'before')),
    ...(await moments(engine, asked, 'after')),
    {
      what: 'logits',
      values: await engine.logits(architecture, basis[0]!, 'test', samples),
      tolerance: 1e-5,
    },
  ];
}

/** A basis point itself, a point outside of a segment, a mixture, the origin. */
const COEFFICIENTS = Float64Array.of(1, 0, 0, 1.5, -0.5, 0, 0.25, 0.25, 0.5, 0, 0, 0);

async function gradients(
  engine: Engine,
  { architecture, loss, basis, samples }: Asked,
  batch: number,
): Promise<Answer[]> {
  const { loss: losses, gradients } = await engine.gradient({
    architecture,
    loss,
    combinations: { basis, coefficients: COEFFICIENTS },
    split: 'train',
    indices: Uint32Array.from({ length: batch }, (_, i) => (7 * i + 2) % samples),
  });
  const tolerance = 1e-5 * Math.sqrt(inputSize(architecture));
  return [
    { what: `losses of batch ${batch}`, values: losses, tolerance: 1e-5 },
    ...gradients.map((values, m) => ({
      what: `gradient ${m} of batch ${batch}`,
      values,
      tolerance,
    })),
  ];
}

async function evaluation(
  engine: Engine,
  { architecture, loss, basis }: Asked,
  samples: number,
): Promise<Answer[]> {
  const evaluator = await engine.evaluator({ architecture, loss, basis, split: 'test', samples });
  const { loss: losses, accuracy } = await evaluator.evaluate(COEFFICIENTS);
  evaluator.dispose();
  return [
    { what: `test losses on ${samples}`, values: losses, tolerance: 1e-5 },
    { what: `test accuracies on ${samples}`, values: accuracy, tolerance: 1e-7 },
  ];
}

const ADAMW = {
  kind: 'adamw',
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.05,
} as const satisfies Optimizer;
const SGD = {
  kind: 'sgd',
  learningRate: 0.02,
  momentum: 0.9,
  weightDecay: 0.01,
} as const satisfies Optimizer;

/** 20 steps of two free points and a fixed one, in two runs, since the optimizer's state outlives a run. */
async function steps(
  engine: Engine,
  { architecture, loss, basis, samples }: Asked,
  name: string,
  optimizer: Optimizer,
  batch: number,
): Promise<Answer[]> {
  const free = [true, false, true];
  const trainer = await engine.trainer({ architecture, loss, optimizer, basis, free, networks: 1 });
  const random = randomFrom(3);
  const losses: number[] = [];
  for (const count of [13, 7]) {
    const run = await trainer.run({
      batch,
      indices: Uint32Array.from({ length: count * batch }, () => random.below(samples)),
      // The first point takes part in every other step only, and is stepped all the same.
      coefficients: Float64Array.from({ length: count * 3 }, (_, i) => (i % 6 === 0 ? 0 : 0.5)),
    });
    losses.push(...run);
  }
  const weights = await trainer.weights();
  trainer.dispose();
  return [
    { what: `losses of ${name}`, values: losses, tolerance: 3e-5 },
    ...weights.map((values, k) => ({
      what: `point ${k} after ${name}`,
      values,
      tolerance: free[k] === true ? 2e-4 : 0,
    })),
  ];
}

async function moments(
  engine: Engine,
  { architecture, basis, samples }: Asked,
  stage: 'before' | 'after',
): Promise<Answer[]> {
  const [a, b] = [basis[0]!, basis[1]!];
  const layers = await engine.moments({ architecture, a, b, samples, stage });
  return layers.flatMap((layer, l) => [
    { what: `sizes of layer ${l}`, values: [layer.units, layer.samples], tolerance: 0 },
    ...(['product', 'sumA', 'sumB', 'squareA', 'squareB'] as const).map((key) => ({
      what: `${key} ${stage} the nonlinearity of layer ${l}`,
      values: layer[key],
      tolerance: 1e-5,
    })),
  ]);
}

/** He-normal weights, and biases that are not zero. */
function weightsOf(architecture: Architecture, random: Random): Weights {
  return initialise(architecture, 'he-normal', random).map((w) =>
    w === 0 ? 0.1 * random.normal() : w,
  );
}

/** Largest absolute value; NaN when there is one. */
function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}
