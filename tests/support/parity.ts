/**
 * An engine against the float64 oracle, on shapes that fit no tile and no vector. Apart from any test runner, so that
 * the same comparisons run in Node and in a browser's worker.
 */
import {
  architectureName,
  inputSize,
  type Activation,
  type Architecture,
} from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom, type Random } from '../../src/model/random';
import type { Weights } from '../../src/model/weights';
import type {
  DatasetEngine,
  Engine,
  Loss,
  Optimizer,
  Trainer,
  TrainingSteps,
} from '../../src/engine/engine';
import { createOracleEngine } from './oracleEngine';
import { patterns } from './patterns';

export interface ParityCase {
  readonly name: string;
  readonly architecture: Architecture;
  readonly loss: Loss;
  /** In each split. */
  readonly samples: number;
  /** Of its images, each with a normalization of its own. */
  readonly channels: number;
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
  perceptron([785, 63, 65, 3], 'relu', 'cross-entropy', 35),
  perceptron([1, 1, 2], 'relu', 'cross-entropy', 3),
  perceptron([3, 65, 10], 'tanh', 'mse', 1003),
  perceptron([65, 3, 63, 1, 4], 'relu', 'mse', 130),
  perceptron([63, 129, 5], 'tanh', 'cross-entropy', 65),
  perceptron([17, 4], 'relu', 'cross-entropy', 20),
  perceptron([75, 9, 3], 'relu', 'cross-entropy', 20, 3),
  convolutional(1, 8, [3, 5, 'avg', 7], 'relu', 'cross-entropy', 6),
  convolutional(3, 12, [9, 'avg', 4, 'avg', 13], 'tanh', 'mse', 5),
  convolutional(3, 4, [2, 'avg', 'avg', 33], 'relu', 'mse', 35),
  convolutional(1, 4, [1], 'tanh', 'cross-entropy', 3),
  convolutional(2, 4, [2, 'avg', 3], 'relu', 'mse', 4),
  convolutional(2, 6, [17, 'avg'], 'relu', 'cross-entropy', 9),
];

function perceptron(
  widths: [number, ...number[]],
  activation: Activation,
  loss: Loss,
  samples: number,
  channels = 1,
): ParityCase {
  const [inputs] = widths;
  const hidden = widths.slice(1, -1);
  const outputs = widths.at(-1)!;
  const architecture: Architecture = { kind: 'mlp', inputs, hidden, outputs, activation };
  const name = `${architectureName(architecture)}, ${activation}, ${loss}`;
  return { name, architecture, loss, samples, channels };
}

function convolutional(
  channels: number,
  side: number,
  layers: readonly (number | 'avg')[],
  activation: Activation,
  loss: Loss,
  samples: number,
): ParityCase {
  const architecture: Architecture = {
    kind: 'cnn',
    channels,
    side,
    layers,
    outputs: 3,
    activation,
  };
  const size = `${side} x ${side} x ${channels}`;
  const name = `${architectureName(architecture)} on ${size}, ${activation}, ${loss}`;
  return { name, architecture, loss, samples, channels };
}

/** The oracle's answers, which every engine of a thread is held against; by case and how much is asked. */
const expectations = new Map<string, Promise<Answer[]>>();

/**
 * How much is asked. An emulated GPU compiles its shaders for seconds a training: of the six trainings, `half` takes
 * every other one, by turns, so that each of them meets perceptrons and convolutions, and `once` one of each optimizer.
 */
export type Extent = 'all' | 'half' | 'once';

/** Asks an engine and the oracle whatever an engine can be asked. */
export async function deviations(
  engine: Engine,
  test: ParityCase,
  extent: Extent = 'all',
): Promise<Deviation[]> {
  const random = randomFrom(7);
  const basis = Array.from({ length: 3 }, () => weightsOf(test.architecture, random));
  const asked = { ...test, basis };
  const got = await answers(engine, asked, extent);
  const key = `${test.name} ${extent}`;
  const expecting = expectations.get(key) ?? answers(createOracleEngine(), asked, extent);
  expectations.set(key, expecting);
  const expected = await expecting;
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

async function answers(machine: Engine, asked: Asked, extent: Extent): Promise<Answer[]> {
  const { architecture, samples, channels, basis } = asked;
  const engine = await machine.load(
    patterns({
      pixels: inputSize(architecture),
      channels,
      classes: architecture.outputs,
      train: samples,
      test: samples,
    }),
  );
  const all: Answer[] = [
    ...(await gradients(engine, asked, 1)),
    ...(await gradients(engine, asked, samples)),
    ...(await evaluation(engine, asked, 1)),
    ...(await evaluation(engine, asked, samples)),
  ];
  for (const [optimizer, stack] of trainingsOf(asked, extent))
    all.push(...(await training(engine, asked, optimizer, stack)));
  all.push(
    ...(await moments(engine, asked, 'before')),
    ...(await moments(engine, asked, 'after')),
    {
      what: 'logits',
      values: await engine.logits(architecture, basis[0]!, 'test', samples),
      tolerance: 1e-5,
    },
  );
  engine.dispose();
  return all;
}

/** A basis point itself, a point outside of a segment, a mixture, the origin. */
const COEFFICIENTS = Float64Array.of(1, 0, 0, 1.5, -0.5, 0, 0.25, 0.25, 0.5, 0, 0, 0);

async function gradients(
  engine: DatasetEngine,
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
  engine: DatasetEngine,
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

const PLAIN_SGD = { ...SGD, momentum: 0, weightDecay: 0 } as const satisfies Optimizer;

/** What trains: M combinations of basis points. */
interface Stack {
  readonly name: string;
  readonly free: readonly boolean[];
  /** `[M, K]`, of a step. */
  readonly rows: (step: number) => readonly (readonly number[])[];
}

/** One network between two free points and a fixed one; the first takes part in every other step only, and is stepped all the same. */
const SEGMENT: Stack = {
  name: 'two points of three',
  free: [true, false, true],
  rows: (step) => [[step % 2 === 0 ? 0 : 0.5, 0.5, 0.5]],
};

/** M networks of their own, one free point each. */
const sideBySide = (networks: number): Stack => ({
  name: `${networks} networks`,
  free: Array.from({ length: networks }, () => true),
  rows: () =>
    Array.from({ length: networks }, (_, m) =>
      Array.from({ length: networks }, (_, k) => (k === m ? 1 : 0)),
    ),
});

/** Two curves between two ends, with a free point each; the second one takes part in the first half of the steps only. */
const TWO_CURVES: Stack = {
  name: 'two curves',
  free: [false, true, false, true],
  rows: (step) => {
    const t = (step % 7) / 6;
    const [start, control, end] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
    return [[start, control, end, 0], step < 10 ? [end, 0, start, control] : [0.5, 0, 0.5, 0]];
  },
};

/** An optimizer and what it trains, in batches of so many. */
type Training = readonly [optimizer: Optimizer, stack: Stack & { readonly batch: number }];

const TRAININGS: readonly Training[] = [
  [ADAMW, { ...SEGMENT, batch: 5 }],
  [SGD, { ...SEGMENT, batch: 5 }],
  [PLAIN_SGD, { ...SEGMENT, batch: 1 }],
  [ADAMW, { ...sideBySide(2), batch: 4 }],
  [SGD, { ...sideBySide(5), batch: 3 }],
  [ADAMW, { ...TWO_CURVES, batch: 3 }],
];

function trainingsOf({ name }: ParityCase, extent: Extent): readonly Training[] {
  if (extent === 'all') return TRAININGS;
  if (extent === 'once') return [TRAININGS[0]!, TRAININGS[4]!];
  const turn = PARITY_CASES.findIndex((test) => test.name === name) % 2;
  return TRAININGS.filter((_, i) => i % 2 === turn);
}

/** 20 steps: 9 and 4 in two runs of a trainer, and 7 of another one that goes on from there. */
async function training(
  engine: DatasetEngine,
  { architecture, loss, basis, samples }: Asked,
  optimizer: Optimizer,
  { name, free, rows, batch }: Stack & { readonly batch: number },
): Promise<Answer[]> {
  const random = randomFrom(3);
  const networks = rows(0).length;
  const options = { architecture, loss, optimizer, free, networks };
  const points = free.map((_, k) => basis[k % basis.length]!.map((w) => w * (1 + 0.1 * k)));
  const losses: number[] = [];
  const run = async (trainer: Trainer, from: number, to: number) => {
    const steps: TrainingSteps = {
      batch,
      indices: Uint32Array.from({ length: (to - from) * networks * batch }, () =>
        random.below(samples),
      ),
      coefficients: Float64Array.from(
        Array.from({ length: to - from }, (_, i) => rows(from + i).flat()).flat(),
      ),
    };
    losses.push(...(await trainer.run(steps)));
  };

  const first = await engine.trainer({ ...options, basis: points });
  await run(first, 0, 9);
  await run(first, 9, 13);
  const basisThen = await first.weights();
  const state = await first.state();
  first.dispose();
  const second = await engine.trainer({ ...options, basis: basisThen, state });
  await run(second, 13, 20);
  const weights = await second.weights();
  const end = await second.state();
  second.dispose();

  const what = `${optimizer.kind} of ${name}`;
  return [
    { what: `losses of ${what}`, values: losses, tolerance: 3e-5 },
    ...weights.map((values, k) => ({
      what: `point ${k} after ${what}`,
      values,
      tolerance: free[k] === true ? 2e-4 : 0,
    })),
    { what: `steps of ${what}`, values: [state.step, end.step], tolerance: 0 },
    ...end.first.map((values, f) => ({
      what: `first moment ${f} of ${what}`,
      values,
      tolerance: 1e-3,
    })),
    ...end.second.map((values, f) => ({
      what: `second moment ${f} of ${what}`,
      values,
      tolerance: 1e-3,
    })),
  ];
}

async function moments(
  engine: DatasetEngine,
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
