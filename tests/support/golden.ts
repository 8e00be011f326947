/**
 * Values from PyTorch and SciPy, and the real Fashion-MNIST that they were made on. They lie in the folder that the
 * environment variable `GOLDEN` names, `tests/golden` by default; what its files say decides names, sizes and
 * tolerances.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Activation, Architecture } from '../../src/model/architecture';
import { layoutOf } from '../../src/model/layout';
import type { Weights } from '../../src/model/weights';
import type { Dataset, Samples } from '../../src/data/dataset';
import type { Loss, Optimizer } from '../../src/engine/engine';
import { seedOf } from './torchRandom';

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
  normalization: { mean: number; std: number };
  batch_size: number;
  steps: number;
  step_losses: number[];
  gradient_loss: number;
  test_a: Measured;
  test_b: Measured;
  activation_matching: {
    /** Such as "first 10000 training images". */
    samples: string;
    layers: { permutation: number[]; similarity: number }[];
  };
  alphas: number[];
  test_permuted_a: Measured;
  naive: Measured[];
  permuted: Measured[];
  init_naive_midpoint: Measured;
  init_permuted_midpoint: Measured;
  bezier: Measured[];
  polychain: Measured[];
}

const OURS = fileURLToPath(new URL('../golden/', import.meta.url));
const folder = path.resolve(process.env['GOLDEN'] ?? OURS);

/** A file of the golden set. */
export const goldenFile = (name: string): string => path.join(folder, name);
const bytes = (name: string) => readFileSync(goldenFile(name));
const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Names of the cases: all that come with networks, a curve between them and the steps of a training. */
export const GOLDEN_CASES: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .filter((name) =>
    ['control.safetensors', 'init.safetensors', 'batches.u32'].every((rest) =>
      existsSync(goldenFile(`${name}-${rest}`)),
    ),
  );

/** How far a right float32 implementation may be off, as README.md of the set has it. */
export interface Tolerances {
  /** Of the losses of given weights, relative. */
  loss: number;
  /** Of accuracies, in images. */
  accuracy: number;
  /** Of the losses of the first steps, relative. */
  stepLoss: number;
  /** Share of the gradient's largest entry. */
  gradient: number;
  /** Of the weights after the steps, absolute. */
  after: number;
  /** Of a layer's total similarity, relative. */
  similarity: number;
  /** As `similarity`, where the golden value is PyTorch's float32 sum over the places of a convolution. */
  similarityOfConvolution32: number;
  /** Of the least cost of an assignment, relative. */
  assignment: number;
}

/** Those of the set, or of `tests/golden` where the set has none of its own. */
export const TOLERANCES = json(
  existsSync(goldenFile('tolerances.json'))
    ? goldenFile('tolerances.json')
    : path.join(OURS, 'tolerances.json'),
) as Tolerances;

/** Largest difference of two accuracies on so many images; float32 rounds the share a little. */
export const accuracyTolerance = (images: number): number => (TOLERANCES.accuracy + 0.01) / images;

/** Reads one golden case: its values, architecture and optimizer in the project's own words. */
export function golden(name: string) {
  const values = json(goldenFile(`${name}.json`)) as CaseFile;
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
  const weights = (which: 'init' | 'after' | 'a' | 'b' | 'control' | 'gradient') =>
    readWeights(`${name}-${which}.safetensors`, architecture);
  const matching = values.activation_matching;
  return {
    values,
    architecture,
    optimizer,
    /** Of A's and B's weights before training; B's are not stored. */
    seeds: () => {
      const a = seedOf(architecture, weights('init'));
      return { a, b: a + 1 };
    },
    /** Training images on which A is matched with B, from the first on. */
    matchedOn: Number(/\d+/.exec(matching.samples)?.[0]),
    ...similaritiesOf(name, values),
    /** `[steps, batch_size]` */
    indices: new Uint32Array(new Uint8Array(batches).buffer),
    weights,
  };
}

/**
 * Total similarity of each layer's matching, and how far one may be off, relative. PyTorch sums the squares of a norm
 * in float32, over the millions of places of a convolution with errors of up to a hundredth: there its values in
 * float64 stand in a file of their own, or it must be near them.
 */
function similaritiesOf(name: string, values: CaseFile) {
  const exact = goldenFile(`${name}-similarity64.json`);
  if (existsSync(exact))
    return { similarities: json(exact) as number[], similarityTolerance: TOLERANCES.similarity };
  const { similarity, similarityOfConvolution32 } = TOLERANCES;
  return {
    similarities: values.activation_matching.layers.map((layer) => layer.similarity),
    similarityTolerance:
      values.architecture.kind === 'cnn' ? similarityOfConvolution32 : similarity,
  };
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
  const cases = json(goldenFile('lap.json')) as {
    n: number;
    file: string;
    minimum_cost: number;
  }[];
  return cases.map(({ n, file, minimum_cost: minimum }) => ({
    n,
    file: goldenFile(file),
    minimum,
    /** Of the cost, absolute. */
    tolerance: TOLERANCES.assignment * Math.abs(minimum),
    costs: new Float32Array(new Uint8Array(bytes(file)).buffer),
  }));
}

/** The mean and the standard deviation that the images of every case are normalised with. */
export function goldenNormalization(): { mean: number; standardDeviation: number } {
  const all = GOLDEN_CASES.map((name) => golden(name).values.normalization);
  const [first] = all;
  if (first === undefined || all.some(({ mean, std }) => mean !== first.mean || std !== first.std))
    throw new Error(
      `Expected cases of one normalization in ${folder}, got ${JSON.stringify(all)}.`,
    );
  return { mean: first.mean, standardDeviation: first.std };
}

/** What the golden values were made on. */
export const goldenDataset = (): Dataset => ({
  ...fashionMnist(),
  normalization: [goldenNormalization()],
});

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
