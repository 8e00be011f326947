import { affineLayers, type Mlp } from '../../model/architecture';
import type { Evaluation, Evaluator, EvaluatorOptions } from '../engine';
import { createRegion } from './arena';
import { createTerms } from './combination';
import type { Device, LoadedData } from './data';
import { ACTIVATIONS } from './kernels';
import { promised } from './promised';
import { createProducts, deepLayout } from './products';

/** Bytes of combined weights that are held at a time: what stays in a cache while samples pass by. */
const GROUP_BYTES = 4 * 2 ** 20;
const GROUP_MOST = 32;
/** Bytes of activations that go through a network together. */
const CHUNK_BYTES = 2 ** 16;
const CHUNK_MOST = 8;

/**
 * Many networks on the same samples, in groups: for each chunk of samples, all networks of the group, so that the
 * products of the first layer are read from memory once a group.
 */
export function createDenseEvaluator(
  device: Device,
  data: LoadedData,
  { architecture, loss, basis, split, samples }: EvaluatorOptions & { readonly architecture: Mlp },
): Evaluator {
  const { kernels, arena } = device;
  const layers = affineLayers(architecture);
  const units = layers[0]!.outputs;
  const deep = deepLayout(architecture);
  const lossKernel = loss === 'mse' ? kernels.squaredError : kernels.crossEntropy;
  const { labels } = data[split];
  const products = createProducts(device, data, data[split], architecture, basis, samples);
  const region = createRegion(arena);
  const panels = Math.ceil(samples / 8);

  // Tiles run over the end by up to 4 rows.
  const stride = 32 * (Math.max(...layers.map(({ outputs }) => outputs)) + 5);
  /** Panels that go through a network together. */
  const chunk = Math.max(1, Math.min(CHUNK_MOST, Math.round(CHUNK_BYTES / stride)));
  const activations = [0, 1].map(() => region.allocate(chunk * stride)) as [number, number];
  const groupSize = Math.max(1, Math.min(GROUP_MOST, Math.floor(GROUP_BYTES / (deep.bytes + 1))));
  const group = Array.from({ length: groupSize }, () => ({
    /** The network's layers after the first. */
    deep: region.allocate(deep.bytes),
    terms: createTerms(device, basis.length),
    count: 0,
  }));
  const deepTerms = createTerms(device, basis.length);
  const activation = ACTIVATIONS[architecture.activation];
  const activationOf = (l: number) => (l < layers.length - 1 ? activation : ACTIVATIONS.none);

  /** Readies the n-th network of a group. */
  const prepare = (n: number, coefficients: Float64Array) => {
    const member = group[n]!;
    member.count = member.terms.set(products.first, coefficients);
    const count = deepTerms.set(products.deep, coefficients);
    const { sources, factors } = deepTerms;
    const floats = deep.bytes / 4;
    kernels.combine(member.deep, 0, 1, floats, sources, factors, count, 0, 0, ACTIVATIONS.none);
  };

  /** Adds the loss of the n-th network of a group on `count` panels from `panel` on, `offset` bytes into the products. */
  const addLoss = (n: number, panel: number, count: number, offset: number, result: number) => {
    const { terms, count: termCount, deep: weights } = group[n]!;
    let [here, next] = activations;
    kernels.combine(
      here,
      stride,
      count,
      8 * units,
      terms.sources,
      terms.factors,
      termCount,
      offset,
      products.stride,
      activationOf(0),
    );
    kernels.ones(here, stride, units, count);
    deep.layers.forEach(({ inputs, outputs, offset }, l) => {
      const w = weights + offset;
      const f = activationOf(l + 1);
      kernels.product(w, inputs, outputs, here, stride, count, next, stride, f);
      [here, next] = [next, here];
    });
    const present = Math.min(8 * count, samples - 8 * panel);
    lossKernel(here, stride, architecture.outputs, labels + 8 * panel, present, 0, result);
  };

  const evaluate = (coefficients: Float64Array): Evaluation => {
    data.check();
    const count = coefficients.length / basis.length;
    const row = (m: number) => coefficients.subarray(m * basis.length, (m + 1) * basis.length);
    const wanted = basis.flatMap((_, k) =>
      coefficients.some((c, i) => c !== 0 && i % basis.length === k) ? [k] : [],
    );
    const results = arena.allocate(16 * count);
    arena.doubles(results, 2 * count).fill(0);
    for (let start = 0; start < panels; start += products.block) {
      products.compute(start, wanted);
      const end = Math.min(panels, start + products.block);
      for (let base = 0; base < count; base += groupSize) {
        const members = Math.min(groupSize, count - base);
        for (let n = 0; n < members; n++) prepare(n, row(base + n));
        for (let p = start; p < end; p += chunk) {
          const size = Math.min(chunk, end - p);
          const offset = (p - start) * products.stride;
          for (let n = 0; n < members; n++) addLoss(n, p, size, offset, results + 16 * (base + n));
        }
      }
    }
    const sums = arena.doubles(results, 2 * count);
    const evaluation = {
      loss: Float64Array.from({ length: count }, (_, m) => sums[2 * m]! / samples),
      accuracy: Float64Array.from({ length: count }, (_, m) => sums[2 * m + 1]! / samples),
    };
    arena.free(results);
    return evaluation;
  };

  return {
    inFlight: 1,
    evaluate: (coefficients) => promised(() => evaluate(coefficients)),
    dispose() {
      for (const { terms } of group) terms.release();
      deepTerms.release();
      region.release();
      products.release();
    },
  };
}
