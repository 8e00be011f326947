/**
 * An engine proves itself before it is used: GPU drivers and browsers compile our shaders and kernels, and a wrong one
 * answers as readily as a right one.
 */
import { affineLayers, type Activation, type Architecture } from '../model/architecture';
import { initialise } from '../model/initialisation';
import { layoutOf, view, type Tensor } from '../model/layout';
import { randomFrom, type Random } from '../model/random';
import { combine, dot, type Weights } from '../model/weights';
import { inputLevels, type Dataset, type Samples } from '../data/dataset';
import type { Engine, Loss, Optimizer } from './engine';

const SAMPLES = 9;

// 66 units reach beyond a tile of 64, the other sizes fill no vector.
const CASES: readonly [Activation, Loss][] = [
  ['relu', 'cross-entropy'],
  ['tanh', 'mse'],
];
const SIZES = { kind: 'mlp', inputs: 17, hidden: [66, 5], outputs: 3 } as const;

// The large epsilon keeps a first step from being the gradient's mere sign, which rounding can turn.
const OPTIMIZER = {
  kind: 'adamw',
  learningRate: 0.1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 0.1,
  weightDecay: 0.01,
} as const satisfies Optimizer;

interface Measured {
  readonly loss: number;
  readonly accuracy: number;
}

/** What is measured of a network without an engine. */
type Plain = (weights: Float64Array) => Measured;

/**
 * Rejects with what was expected and what came, unless the engine's losses, gradients and training steps on a tiny
 * network are right. Replaces the loaded dataset; `load` is called again before real work.
 */
export async function selfCheck(engine: Engine): Promise<void> {
  const random = randomFrom(1);
  const dataset = tinyDataset(random);
  await engine.load(dataset);
  for (const [activation, loss] of CASES) {
    const architecture: Architecture = { ...SIZES, activation };
    const basis = [randomWeights(architecture, random), randomWeights(architecture, random)];
    const plain: Plain = (weights) => measure(architecture, loss, weights, dataset);
    await checkEvaluation(engine, architecture, loss, basis, plain);
    const gradient = await checkGradient(engine, architecture, loss, basis[0]!, plain, random);
    await checkStep(engine, architecture, loss, basis[0]!, gradient);
  }
}

async function checkEvaluation(
  engine: Engine,
  architecture: Architecture,
  loss: Loss,
  basis: readonly Weights[],
  plain: Plain,
) {
  const evaluator = await engine.evaluator({
    architecture,
    loss,
    basis,
    split: 'train',
    samples: SAMPLES,
  });
  try {
    const mixture = [0.75, 0.25];
    const got = await evaluator.evaluate(Float64Array.of(1, 0, ...mixture));
    [basis[0]!, combine(basis, mixture)].forEach((weights, m) => {
      const expected = plain(Float64Array.from(weights));
      expectNear('the loss', expected.loss, got.loss[m]!, 1e-4);
      expectNear('the accuracy', expected.accuracy, got.accuracy[m]!, 1e-6);
    });
  } finally {
    evaluator.dispose();
  }
}

/** Compares the gradient with central differences along a random direction in each tensor. */
async function checkGradient(
  engine: Engine,
  architecture: Architecture,
  loss: Loss,
  weights: Weights,
  plain: Plain,
  random: Random,
): Promise<Weights> {
  const { gradients } = await engine.gradient({
    architecture,
    loss,
    combinations: { basis: [weights], coefficients: Float64Array.of(1) },
    split: 'train',
    indices: Uint32Array.from({ length: SAMPLES }, (_, i) => i),
  });
  const gradient = gradients[0]!;
  for (const tensor of layoutOf(architecture).tensors) {
    const direction = Float32Array.from({ length: tensor.size }, () => random.normal());
    const h = 1e-5;
    const up = plain(moved(weights, tensor, direction, h)).loss;
    const down = plain(moved(weights, tensor, direction, -h)).loss;
    const part = view(gradient, tensor);
    const scale = Math.max(Math.sqrt(dot(part, part)), 1e-3);
    const slope = (up - down) / (2 * h);
    const name = `the slope of the loss along a direction of ${tensor.name}`;
    expectNear(name, slope, dot(part, direction), 1e-3 * scale);
  }
  return gradient;
}

/** Compares a first AdamW step with its formula, in which moments and bias corrections cancel. */
async function checkStep(
  engine: Engine,
  architecture: Architecture,
  loss: Loss,
  weights: Weights,
  gradient: Weights,
) {
  const trainer = await engine.trainer({
    architecture,
    loss,
    optimizer: OPTIMIZER,
    basis: [weights],
    free: [true],
    networks: 1,
  });
  try {
    await trainer.run({
      indices: Uint32Array.from({ length: SAMPLES }, (_, i) => i),
      batch: SAMPLES,
      coefficients: Float64Array.of(1),
    });
    const [after] = await trainer.weights();
    const { learningRate, epsilon, weightDecay } = OPTIMIZER;
    gradient.forEach((g, i) => {
      const step = learningRate * (weightDecay * weights[i]! + g / (Math.abs(g) + epsilon));
      expectNear(`parameter ${i} after a step`, weights[i]! - step, after![i]!, 1e-5);
    });
  } finally {
    trainer.dispose();
  }
}

/** Not `>`, which would let NaN pass. */
function expectNear(what: string, expected: number, got: number, tolerance: number) {
  if (!(Math.abs(got - expected) <= tolerance))
    throw new Error(
      `Expected ${what} to be ${expected.toPrecision(6)}, got ${got.toPrecision(6)}.`,
    );
}

function tinyDataset(random: Random): Dataset {
  const samples: Samples = {
    count: SAMPLES,
    images: Uint8Array.from({ length: SAMPLES * SIZES.inputs }, () => random.below(256)),
    labels: Uint8Array.from({ length: SAMPLES }, (_, i) => i % SIZES.outputs),
  };
  return {
    id: 'self-check',
    pixels: SIZES.inputs,
    classes: SIZES.outputs,
    normalization: [{ mean: 0.5, standardDeviation: 0.25 }],
    train: samples,
    test: samples,
  };
}

/** He-normal weights, and biases that are not zero. */
function randomWeights(architecture: Architecture, random: Random): Weights {
  const weights = initialise(architecture, 'he-normal', random);
  for (const tensor of layoutOf(architecture).tensors)
    if (tensor.shape.length === 1)
      view(weights, tensor).forEach((_, i, bias) => (bias[i] = 0.1 * random.normal()));
  return weights;
}

/** `weights + h direction`, where the direction lies in one tensor. */
function moved(weights: Weights, tensor: Tensor, direction: Weights, h: number): Float64Array {
  const out = Float64Array.from(weights);
  direction.forEach((d, i) => (out[tensor.offset + i]! += h * d));
  return out;
}

/** Mean loss and share of right answers on the training split, in float64 and as plainly as it can be written. */
function measure(
  architecture: Architecture,
  loss: Loss,
  weights: Float64Array,
  { train, pixels, normalization }: Dataset,
): Measured {
  const levels = inputLevels(normalization);
  let total = 0;
  let right = 0;
  train.labels.forEach((label, s) => {
    const image = train.images.subarray(s * pixels, (s + 1) * pixels);
    const z = logitsOf(
      architecture,
      weights,
      Array.from(image, (grey) => levels[grey]!),
    );
    if (z.indexOf(Math.max(...z)) === label) right++;
    if (loss === 'mse')
      z.forEach((value, c) => (total += (value - (c === label ? 1 : 0)) ** 2 / z.length));
    else total += Math.log(z.reduce((sum, value) => sum + Math.exp(value), 0)) - z[label]!;
  });
  return { loss: total / train.count, accuracy: right / train.count };
}

function logitsOf(architecture: Architecture, weights: Float64Array, input: number[]): number[] {
  let offset = 0;
  let x = input;
  affineLayers(architecture).forEach(({ inputs, outputs }, l) => {
    if (l > 0)
      x = x.map((v) => (architecture.activation === 'relu' ? Math.max(v, 0) : Math.tanh(v)));
    const bias = offset + inputs * outputs;
    x = Array.from({ length: outputs }, (_, r) =>
      x.reduce((sum, v, c) => sum + weights[offset + r * inputs + c]! * v, weights[bias + r]!),
    );
    offset = bias + outputs;
  });
  return x;
}
