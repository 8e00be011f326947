/** An engine over the float64 oracle: slow, plain, and apart from the engines that are shipped. */
import { hiddenWidths, type Architecture } from '../../src/model/architecture';
import { combine, type Weights } from '../../src/model/weights';
import { checkChannels, inputLevels, type Dataset, type Split } from '../../src/data/dataset';
import type {
  DatasetEngine,
  Engine,
  Moments,
  Optimizer,
  Trainer,
  TrainerOptions,
} from '../../src/engine/engine';
import { evaluation, forward, gradient, type Sample } from './oracle';

export function createOracleEngine(): Engine {
  return {
    info: { kind: 'cpu', name: 'oracle', software: true },
    lost: new Promise(() => undefined),
    load: (dataset) => Promise.resolve(oracleOn(dataset)),
    dispose: () => undefined,
  };
}

export function oracleOn(dataset: Dataset): DatasetEngine {
  const { pixels, normalization } = dataset;
  const levels = inputLevels(normalization);
  const places = pixels / normalization.length;
  const batchOf = (split: Split, indices: Iterable<number>): Sample[] => {
    const { images, labels } = dataset[split];
    return Array.from(indices, (i) => ({
      input: Float64Array.from(
        images.subarray(i * pixels, (i + 1) * pixels),
        (level, i) => levels[256 * Math.floor(i / places) + level]!,
      ),
      label: labels[i]!,
    }));
  };
  const first = (n: number) => Array.from({ length: n }, (_, i) => i);

  return {
    evaluator({ architecture, loss, basis, split, samples }) {
      const batch = batchOf(split, first(samples));
      return Promise.resolve({
        inFlight: 1,
        evaluate(coefficients) {
          const points = rowsOf(coefficients, basis.length).map((c) => combine(basis, c));
          const results = points.map((w) => evaluation(architecture, loss, w, batch));
          return Promise.resolve({
            loss: Float64Array.from(results, (r) => r.loss),
            accuracy: Float64Array.from(results, (r) => r.accuracy),
          });
        },
        dispose: () => undefined,
      });
    },
    gradient({ architecture, loss, combinations: { basis, coefficients }, split, indices }) {
      const batch = batchOf(split, indices);
      const points = rowsOf(coefficients, basis.length).map((c) => combine(basis, c));
      const results = points.map((w) => gradient(architecture, loss, w, batch));
      return Promise.resolve({
        loss: Float64Array.from(results, (r) => r.loss),
        gradients: results.map((r) => Float32Array.from(r.gradient)),
      });
    },
    trainer: (options) =>
      Promise.resolve(oracleTrainer(options, (indices) => batchOf('train', indices))),
    moments({ architecture, a, b, samples, stage }) {
      const batch = batchOf('train', first(samples));
      // One row of units for each place of each image.
      const activations = (weights: Weights, layer: number, units: number) =>
        batch.flatMap(({ input }) => {
          const { before, after } = forward(architecture, weights, input);
          const values = (stage === 'before' ? before : after)[layer]!;
          const places = values.length / units;
          return Array.from({ length: places }, (_, place) =>
            Float64Array.from({ length: units }, (_, unit) => values[unit * places + place]!),
          );
        });
      return Promise.resolve(
        hiddenWidths(architecture).map((units, layer) =>
          momentsOf(units, activations(a, layer, units), activations(b, layer, units)),
        ),
      );
    },
    logits(architecture: Architecture, weights: Weights, split, samples) {
      const rows = batchOf(split, first(samples)).map(
        ({ input }) => forward(architecture, weights, input).logits,
      );
      return Promise.resolve(Float32Array.from(rows.flatMap((row) => Array.from(row))));
    },
    normalized: (other) =>
      new Promise((resolve) => {
        checkChannels(other, normalization.length);
        resolve(oracleOn({ ...dataset, normalization: other }));
      }),
    dispose: () => undefined,
  };
}

/** The rows of a table `[M, width]`. */
function rowsOf(table: Float64Array, width: number): Float64Array[] {
  return Array.from({ length: table.length / width }, (_, m) =>
    table.slice(m * width, (m + 1) * width),
  );
}

/** Steps of M networks, one after the other, and of each free point by the sum of their gradients. */
function oracleTrainer(
  { architecture, loss, optimizer, basis, free, networks, state }: TrainerOptions,
  batchOf: (indices: Uint32Array) => Sample[],
): Trainer {
  const points = basis.map((w) => w.slice());
  const moving = points.filter((_, k) => free[k] === true);
  const buffers = moving.map((w, f) => ({
    first: Float64Array.from(state?.first[f] ?? new Float64Array(w.length)),
    second: Float64Array.from(state?.second[f] ?? new Float64Array(w.length)),
  }));
  let step = state?.step ?? 0;

  /** @param coefficients `[M, K]`, of one step */
  function takeStep(coefficients: Float64Array, samples: readonly Sample[][]): number[] {
    const rows = rowsOf(coefficients, points.length);
    const results = rows.map((c, m) =>
      gradient(architecture, loss, combine(points, c), samples[m]!),
    );
    step++;
    moving.forEach((w, f) => {
      const k = points.indexOf(w);
      const slope = new Float64Array(w.length);
      results.forEach(({ gradient }, m) =>
        gradient.forEach((g, i) => (slope[i]! += rows[m]![k]! * g)),
      );
      update(optimizer, step, w, slope, buffers[f]!);
    });
    return results.map((result) => result.loss);
  }

  return {
    inFlight: 1,
    run({ indices, batch, coefficients }) {
      const batches = Array.from({ length: indices.length / batch }, (_, i) =>
        indices.slice(i * batch, (i + 1) * batch),
      );
      const losses = rowsOf(coefficients, networks * points.length).flatMap((c, s) =>
        takeStep(c, batches.slice(s * networks, (s + 1) * networks).map(batchOf)),
      );
      return Promise.resolve(Float32Array.from(losses));
    },
    weights: () => Promise.resolve(points.map((w) => w.slice())),
    state: () =>
      Promise.resolve({
        step,
        first: buffers.map(({ first }) => Float32Array.from(first)),
        second:
          optimizer.kind === 'sgd' ? [] : buffers.map(({ second }) => Float32Array.from(second)),
      }),
    dispose: () => undefined,
  };
}

/** PyTorch's update of one point; `step` counts from 1. */
function update(
  optimizer: Optimizer,
  step: number,
  w: Weights,
  slope: Float64Array,
  { first, second }: { first: Float64Array; second: Float64Array },
) {
  slope.forEach((g, i) => {
    if (optimizer.kind === 'sgd') {
      const { learningRate, momentum, weightDecay } = optimizer;
      first[i] = momentum * first[i]! + g + weightDecay * w[i]!;
      w[i]! -= learningRate * first[i];
    } else {
      const { learningRate, beta1, beta2, epsilon, weightDecay } = optimizer;
      first[i] = beta1 * first[i]! + (1 - beta1) * g;
      second[i] = beta2 * second[i]! + (1 - beta2) * g * g;
      const mean = first[i] / (1 - beta1 ** step);
      const deviation = Math.sqrt(second[i] / (1 - beta2 ** step)) + epsilon;
      w[i] = w[i]! * (1 - learningRate * weightDecay) - (learningRate * mean) / deviation;
    }
  });
}

/** Sums over the samples of two networks' activations of one layer. */
function momentsOf(units: number, a: Float64Array[], b: Float64Array[]): Moments {
  const product = new Float64Array(units * units);
  const sum = (rows: Float64Array[], of: (x: number) => number) => {
    const out = new Float64Array(units);
    for (const row of rows) row.forEach((x, i) => (out[i]! += of(x)));
    return out;
  };
  b.forEach((right, s) => {
    right.forEach((x, i) => a[s]!.forEach((y, j) => (product[i * units + j]! += x * y)));
  });
  return {
    units,
    samples: a.length,
    product,
    sumA: sum(a, (x) => x),
    sumB: sum(b, (x) => x),
    squareA: sum(a, (x) => x * x),
    squareB: sum(b, (x) => x * x),
  };
}
