/**
 * An engine proves itself before it is used: GPU drivers and browsers compile our shaders and kernels, and a wrong one
 * answers as readily as a right one.
 */
import {
  affineLayers,
  inputSize,
  type AffineLayer,
  type Architecture,
} from '../model/architecture';
import { initialise } from '../model/initialisation';
import { layoutOf, view, type Tensor } from '../model/layout';
import { randomFrom, type Random } from '../model/random';
import { combine, dot, type Weights } from '../model/weights';
import { inputLevels, type Dataset, type Samples } from '../data/dataset';
import type { DatasetEngine, Engine, Loss, Optimizer } from './engine';

const SAMPLES = 9;

// 66 units reach beyond a tile of 64, the other sizes fill no vector.
const PERCEPTRON = { kind: 'mlp', inputs: 17, hidden: [66, 5], outputs: 3 } as const;
const CONVOLUTIONS = {
  kind: 'cnn',
  channels: 2,
  side: 4,
  layers: [3, 'avg', 5],
  outputs: 3,
} as const;
const CASES: readonly [Architecture, Loss][] = [
  [{ ...PERCEPTRON, activation: 'relu' }, 'cross-entropy'],
  [{ ...PERCEPTRON, activation: 'tanh' }, 'mse'],
  [{ ...CONVOLUTIONS, activation: 'relu' }, 'cross-entropy'],
];

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
 * Rejects with what was expected and what came, unless the engine's losses, gradients and training steps on tiny
 * networks are right. The cases go side by side, as a GPU's driver compiles their kernels.
 */
export async function selfCheck(engine: Engine): Promise<void> {
  const checks = CASES.map(([architecture, loss], seed) =>
    check(engine, architecture, loss, randomFrom(seed)),
  );
  // None may still use the engine when the caller closes it.
  await Promise.allSettled(checks);
  await Promise.all(checks);
}

async function check(
  engine: Engine,
  architecture: Architecture,
  loss: Loss,
  random: Random,
): Promise<void> {
  const dataset = tinyDataset(architecture, random);
  const basis = [randomWeights(architecture, random), randomWeights(architecture, random)];
  const plain: Plain = (weights) => measure(architecture, loss, weights, dataset);
  const loaded = await engine.load(dataset);
  try {
    await checkEvaluation(loaded, architecture, loss, basis, plain);
    const gradients = await checkGradients(loaded, architecture, loss, basis, plain, random);
    await checkStep(loaded, architecture, loss, basis, gradients);
  } finally {
    loaded.dispose();
  }
}

async function checkEvaluation(
  engine: DatasetEngine,
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

/** Compares each gradient with central differences along a random direction in each tensor. */
async function checkGradients(
  engine: DatasetEngine,
  architecture: Architecture,
  loss: Loss,
  basis: readonly Weights[],
  plain: Plain,
  random: Random,
): Promise<readonly Weights[]> {
  const { gradients } = await engine.gradient({
    architecture,
    loss,
    combinations: { basis, coefficients: Float64Array.of(1, 0, 0, 1) },
    split: 'train',
    indices: Uint32Array.from({ length: SAMPLES }, (_, i) => i),
  });
  for (const tensor of layoutOf(architecture).tensors)
    basis.forEach((weights, m) => {
      const direction = Float32Array.from({ length: tensor.size }, () => random.normal());
      const h = 1e-5;
      const up = plain(moved(weights, tensor, direction, h)).loss;
      const down = plain(moved(weights, tensor, direction, -h)).loss;
      const part = view(gradients[m]!, tensor);
      const scale = Math.max(Math.sqrt(dot(part, part)), 1e-3);
      const slope = (up - down) / (2 * h);
      const name = `the slope of the loss along a direction of ${tensor.name}`;
      expectNear(name, slope, dot(part, direction), 1e-3 * scale);
    });
  return gradients;
}

/** Compares a first AdamW step of both networks as a stack with its formula, in which moments and bias corrections cancel. */
async function checkStep(
  engine: DatasetEngine,
  architecture: Architecture,
  loss: Loss,
  basis: readonly Weights[],
  gradients: readonly Weights[],
) {
  const trainer = await engine.trainer({
    architecture,
    loss,
    optimizer: OPTIMIZER,
    basis,
    free: [true, true],
    networks: 2,
  });
  try {
    await trainer.run({
      indices: Uint32Array.from({ length: 2 * SAMPLES }, (_, i) => i % SAMPLES),
      batch: SAMPLES,
      coefficients: Float64Array.of(1, 0, 0, 1),
    });
    const after = await trainer.weights();
    const { learningRate, epsilon, weightDecay } = OPTIMIZER;
    basis.forEach((weights, m) =>
      gradients[m]!.forEach((g, i) => {
        const step = learningRate * (weightDecay * weights[i]! + g / (Math.abs(g) + epsilon));
        expectNear(`parameter ${i} after a step`, weights[i]! - step, after[m]![i]!, 1e-5);
      }),
    );
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

function tinyDataset(architecture: Architecture, random: Random): Dataset {
  const pixels = inputSize(architecture);
  const { outputs: classes } = architecture;
  const samples: Samples = {
    count: SAMPLES,
    images: Uint8Array.from({ length: SAMPLES * pixels }, () => random.below(256)),
    labels: Uint8Array.from({ length: SAMPLES }, (_, i) => i % classes),
  };
  const channels = architecture.kind === 'cnn' ? architecture.channels : 1;
  return {
    id: 'self-check',
    pixels,
    classes,
    normalization: Array.from({ length: channels }, (_, c) => ({
      mean: 0.5 - 0.1 * c,
      standardDeviation: 0.25,
    })),
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
  const places = pixels / normalization.length;
  let total = 0;
  let right = 0;
  train.labels.forEach((label, s) => {
    const image = train.images.subarray(s * pixels, (s + 1) * pixels);
    const z = logitsOf(
      architecture,
      weights,
      Array.from(image, (level, i) => levels[256 * Math.floor(i / places) + level]!),
    );
    if (z.indexOf(Math.max(...z)) === label) right++;
    if (loss === 'mse')
      z.forEach((value, c) => (total += (value - (c === label ? 1 : 0)) ** 2 / z.length));
    else total += Math.log(z.reduce((sum, value) => sum + Math.exp(value), 0)) - z[label]!;
  });
  return { loss: total / train.count, accuracy: right / train.count };
}

function logitsOf(architecture: Architecture, weights: Float64Array, input: number[]): number[] {
  const { tensors } = layoutOf(architecture);
  const layers = affineLayers(architecture);
  return layers.reduce((x, layer, l) => {
    const { inputs, outputs, kernel, side } = layer;
    const { offset } = tensors[2 * l]!;
    const bias = tensors[2 * l + 1]!.offset;
    const reach = (kernel - 1) / 2;
    const z: number[] = [];
    for (let o = 0; o < outputs; o++)
      for (let row = 0; row < side; row++)
        for (let column = 0; column < side; column++) {
          let sum = weights[bias + o]!;
          for (let c = 0; c < inputs; c++)
            for (let i = 0; i < kernel; i++)
              for (let j = 0; j < kernel; j++) {
                const [r, s] = [row + i - reach, column + j - reach];
                if (r >= 0 && r < side && s >= 0 && s < side)
                  sum +=
                    weights[offset + ((o * inputs + c) * kernel + i) * kernel + j]! *
                    x[(c * side + r) * side + s]!;
              }
          z.push(sum);
        }
    if (l === layers.length - 1) return z;
    return pooled(
      layer,
      z.map((v) => (architecture.activation === 'relu' ? Math.max(v, 0) : Math.tanh(v))),
    );
  }, input);
}

/** Averages over squares of `pool x pool` places. */
function pooled({ outputs, side, pool }: AffineLayer, values: readonly number[]): number[] {
  const squares = side / pool;
  const out = Array.from({ length: outputs * squares ** 2 }, () => 0);
  values.forEach((value, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    // Rows of all channels are one below the other, and squares do not cross their borders.
    out[Math.floor(row / pool) * squares + Math.floor(column / pool)]! += value / pool ** 2;
  });
  return out;
}
