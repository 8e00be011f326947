/** An engine over the float64 oracle: slow, plain, and apart from the engines that are shipped. */
import type { Architecture } from '../../src/model/architecture';
import { combine, type Weights } from '../../src/model/weights';
import { hiddenWidths } from '../../src/model/architecture';
import { inputLevels, type Dataset, type Split } from '../../src/data/dataset';
import type { Engine, Moments, Optimizer } from '../../src/engine/engine';
import { forward, gradient } from './oracle';

export function createOracleEngine(): Engine {
  let dataset: Dataset | undefined;
  const batchOf = (split: Split, indices: Iterable<number>) => {
    if (dataset === undefined) throw new Error('Expected load() to be called first.');
    const { images, labels } = dataset[split];
    const { pixels, normalization } = dataset;
    const levels = inputLevels(normalization);
    return Array.from(indices, (i) => ({
      input: Float64Array.from(
        images.subarray(i * pixels, (i + 1) * pixels),
        (grey) => levels[grey]!,
      ),
      label: labels[i]!,
    }));
  };
  const first = (n: number) => Array.from({ length: n }, (_, i) => i);

  return {
    info: { kind: 'cpu', name: 'oracle', software: true },
    lost: new Promise(() => undefined),
    load(loaded) {
      dataset = loaded;
      return Promise.resolve();
    },
    evaluator({ architecture, loss, basis, split, samples }) {
      const batch = batchOf(split, first(samples));
      return Promise.resolve({
        evaluate(coefficients) {
          const points = rowsOf(coefficients, basis.length).map((c) => combine(basis, c));
          const results = points.map((w) => gradient(architecture, loss, w, batch));
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
    trainer({ architecture, loss, optimizer, basis, free }) {
      const points = basis.map((w) => w.slice());
      const updates = points.map((w) => updater(optimizer, w.length));
      return Promise.resolve({
        run({ indices, batch, coefficients }) {
          const losses = rowsOf(coefficients, points.length).map((c, s) => {
            const samples = batchOf('train', indices.subarray(s * batch, (s + 1) * batch));
            const step = gradient(architecture, loss, combine(points, c), samples);
            points.forEach((w, k) => {
              if (free[k] === true) updates[k]!(w, step.gradient, c[k]!);
            });
            return step.loss;
          });
          return Promise.resolve(Float32Array.from(losses));
        },
        weights: () => Promise.resolve(points.map((w) => w.slice())),
        dispose: () => undefined,
      });
    },
    moments({ architecture, a, b, samples, stage }) {
      const batch = batchOf('train', first(samples));
      const activations = (weights: Weights, layer: number) =>
        batch.map(({ input }) => {
          const { inputs, before } = forward(architecture, weights, input);
          return stage === 'before' ? before[layer]! : inputs[layer + 1]!;
        });
      return Promise.resolve(
        hiddenWidths(architecture).map((units, layer) =>
          momentsOf(units, activations(a, layer), activations(b, layer)),
        ),
      );
    },
    logits(architecture: Architecture, weights: Weights, split, samples) {
      const rows = batchOf(split, first(samples)).map(
        ({ input }) => forward(architecture, weights, input).logits,
      );
      return Promise.resolve(Float32Array.from(rows.flatMap((row) => Array.from(row))));
    },
    dispose: () => undefined,
  };
}

/** The rows of a table `[M, width]`. */
function rowsOf(table: Float64Array, width: number): Float64Array[] {
  return Array.from({ length: table.length / width }, (_, m) =>
    table.slice(m * width, (m + 1) * width),
  );
}

/** PyTorch's update of one point by `factor` times a gradient. */
function updater(optimizer: Optimizer, size: number) {
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  let step = 0;
  return (w: Weights, slope: Float64Array, factor: number) => {
    step++;
    for (let i = 0; i < size; i++) {
      const g = factor * slope[i]!;
      if (optimizer.kind === 'sgd') {
        const { learningRate, momentum, weightDecay } = optimizer;
        first[i] = momentum * first[i]! + g + weightDecay * w[i]!;
        w[i]! -= learningRate * first[i]!;
      } else {
        const { learningRate, beta1, beta2, epsilon, weightDecay } = optimizer;
        first[i] = beta1 * first[i]! + (1 - beta1) * g;
        second[i] = beta2 * second[i]! + (1 - beta2) * g * g;
        const mean = first[i]! / (1 - beta1 ** step);
        const deviation = Math.sqrt(second[i]! / (1 - beta2 ** step)) + epsilon;
        w[i] = w[i]! * (1 - learningRate * weightDecay) - (learningRate * mean) / deviation;
      }
    }
  };
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
