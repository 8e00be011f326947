/** Values from PyTorch and SciPy, and the real Fashion-MNIST that they were made on. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Activation, Architecture } from '../../src/model/architecture';
import { layoutOf } from '../../src/model/layout';
import type { Weights } from '../../src/model/weights';
import type { Dataset, Samples } from '../../src/data/dataset';
import type { Loss, Optimizer } from '../../src/engine/engine';

interface Measured {
  loss: number;
  accuracy: number;
}

/** `CASE.json` as `make_golden.py` writes it. */
interface CaseFile {
  architecture:
    | { kind: 'mlp'; hidden: number[]; activation: Activation }
    | { kind: 'cnn'; layers: string; activation: Activation };
  optimizer: {
    kind: 'adamw' | 'sgd';
    lr: number;
    momentum?: number;
    beta1?: number;
    beta2?: number;
    eps?: number;
    weight_decay?: number;
  };
  loss: Loss;
  batch_size: number;
  steps: number;
  step_losses: number[];
  gradient_loss: number;
  test_a: Measured;
  test_b: Measured;
  activation_matching: { layers: { permutation: number[]; similarity: number }[] };
  alphas: number[];
  test_permuted_a: Measured;
  naive: Measured[];
  permuted: Measured[];
  init_naive_midpoint: Measured;
  init_permuted_midpoint: Measured;
  bezier: Measured[];
  polychain: Measured[];
}

export const GOLDEN_CASES = ['mlp-relu-adamw', 'mlp-tanh-sgd-mse', 'cnn-relu-sgd'] as const;
export type GoldenCase = (typeof GOLDEN_CASES)[number];

const folder = new URL('../golden/', import.meta.url);
const bytes = (name: string) => readFileSync(new URL(name, folder));

/** Reads one golden case: its values, architecture and optimizer in the project's own words. */
export function golden(name: GoldenCase) {
  const values = JSON.parse(bytes(`${name}.json`).toString()) as CaseFile;
  const architecture = architectureOf(values.architecture);
  const o = values.optimizer;
  const optimizer: Optimizer =
    o.kind === 'adamw'
      ? {
          kind: 'adamw',
          learningRate: o.lr,
          beta1: o.beta1 ?? 0.9,
          beta2: o.beta2 ?? 0.999,
          epsilon: o.eps ?? 1e-8,
          weightDecay: o.weight_decay ?? 0.01,
        }
      : {
          kind: 'sgd',
          learningRate: o.lr,
          momentum: o.momentum ?? 0,
          weightDecay: o.weight_decay ?? 0,
        };
  const batches = bytes(`${name}-batches.u32`);
  return {
    values,
    architecture,
    optimizer,
    /** Total similarity of each layer's matching. */
    similarities: similaritiesOf(name, values),
    /** `[steps, batch_size]` */
    indices: new Uint32Array(new Uint8Array(batches).buffer),
    weights: (which: 'init' | 'after' | 'a' | 'b' | 'control' | 'gradient') =>
      readWeights(`${name}-${which}.safetensors`, architecture),
  };
}

/**
 * PyTorch sums the squares of a norm in float32, over the millions of places of a convolution with errors of up to a
 * hundredth: there its values in float64 stand in a file of their own.
 */
function similaritiesOf(name: GoldenCase, values: CaseFile): number[] {
  return values.architecture.kind === 'cnn'
    ? (JSON.parse(bytes(`${name}-similarity64.json`).toString()) as number[])
    : values.activation_matching.layers.map(({ similarity }) => similarity);
}

/** Of networks on Fashion-MNIST. */
function architectureOf(from: CaseFile['architecture']): Architecture {
  const { activation } = from;
  if (from.kind === 'mlp')
    return { kind: 'mlp', inputs: 784, hidden: from.hidden, outputs: 10, activation };
  const layers = from.layers.split('-').map((layer) => (layer === 'avg' ? layer : Number(layer)));
  return { kind: 'cnn', channels: 1, side: 28, layers, outputs: 10, activation };
}

/** Reads a safetensors file into flat weights. */
function readWeights(name: string, architecture: Architecture): Weights {
  const file = bytes(name);
  const headerLength = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, 8 + headerLength).toString()) as Record<
    string,
    { data_offsets: [number, number] }
  >;
  const layout = layoutOf(architecture);
  const weights = new Float32Array(layout.size);
  for (const tensor of layout.tensors) {
    const [from, to] = header[tensor.name]?.data_offsets ?? [0, 0];
    const raw = new Uint8Array(file.subarray(8 + headerLength + from, 8 + headerLength + to));
    weights.set(new Float32Array(raw.buffer), tensor.offset);
  }
  return weights;
}

/** Costs `[n, n]` and the least total that SciPy found. */
export function goldenAssignments() {
  const cases = JSON.parse(bytes('lap.json').toString()) as {
    n: number;
    file: string;
    minimum_cost: number;
  }[];
  return cases.map(({ n, file, minimum_cost: minimum }) => ({
    n,
    minimum,
    costs: new Float32Array(new Uint8Array(bytes(file)).buffer),
  }));
}

/** The real Fashion-MNIST, read apart from the project's own reader. */
export function fashionMnist(): Dataset {
  const read = (name: string, header: number) =>
    new Uint8Array(
      gunzipSync(
        readFileSync(new URL(`../../public/data/fashion-mnist/${name}.gz`, import.meta.url)),
      ),
    ).slice(header);
  const samples = (name: string): Samples => {
    const labels = read(`${name}-labels-idx1-ubyte`, 8);
    return { count: labels.length, labels, images: read(`${name}-images-idx3-ubyte`, 16) };
  };
  return {
    id: 'fashion-mnist',
    pixels: 784,
    classes: 10,
    normalization: [{ mean: 0.286, standardDeviation: 0.353 }],
    train: samples('train'),
    test: samples('t10k'),
  };
}
