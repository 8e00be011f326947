import { dispose, tensor1d, tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import { affineLayers, type Architecture } from '../../model/architecture';
import type { Evaluation, Evaluator, EvaluatorOptions } from '../engine';
import { chunksOf, firstIndices } from './chunks';
import { combination } from './combination';
import { activated, inputOf, layersOf, pooled, preactivation, type LayerTensors } from './network';
import { readRows } from './read';
import type { LoadedDataset } from './samples';
import { tallyOf } from './tally';

/** First-layer products are kept up to this many numbers (512 MiB); beyond, they are made anew for each call. */
const HELD = 2 ** 27;

/** Networks whose logits are read in one transfer. */
const NETWORKS = 16;

/** Evaluates combinations of a basis; holds the K products of the inputs with the basis' first layers. */
export function createEvaluator(
  loaded: LoadedDataset,
  { architecture, loss, basis, split, samples }: EvaluatorOptions,
): Evaluator {
  const layers = basis.map((weights) =>
    tidy(() => layersOf(architecture, tensor1d(weights.slice(), 'float32'))),
  );
  const later = layers.map((network) => network.slice(1));
  const first = affineLayers(architecture)[0]!;

  /** Pre-activations of the first layer in each basis network, `[K][n places, units]`: linear in the weights. */
  const products = (indices: Uint32Array): Tensor2D[] =>
    tidy(() => {
      const x = inputOf(architecture, loaded.inputs(split, indices));
      return layers.map((network) => preactivation(x, first, network[0]!));
    });
  let room = HELD;
  const chunks = chunksOf(architecture, firstIndices(samples)).map((indices) => {
    room -= basis.length * indices.length * first.outputs * first.side ** 2;
    return {
      indices,
      labels: loaded.labels(split, indices),
      held: room >= 0 ? products(indices) : null,
    };
  });

  /** Evaluates up to {@link NETWORKS} combinations: everything is queued before the first logits are awaited. */
  async function evaluateSome(coefficients: readonly Float64Array[]): Promise<Evaluation> {
    const networks = coefficients.map((c) => combineLayers(later, c));
    const tallies = await Promise.all(
      chunks.map(async ({ indices, labels, held }) => {
        const terms = held ?? products(indices);
        const logits = networks.map((network, m) =>
          tidy(() => logitsOf(architecture, combination(terms, coefficients[m]!), network)),
        );
        if (held === null) dispose(terms);
        const rows = await readRows(logits);
        const size = indices.length * architecture.outputs;
        return networks.map((_, m) =>
          tallyOf(loss, rows.subarray(m * size, (m + 1) * size), labels, architecture.outputs),
        );
      }),
    );
    dispose(networks);
    const mean = (key: 'loss' | 'right') =>
      Float64Array.from(
        networks,
        (_, m) => tallies.reduce((total, tally) => total + tally[m]![key], 0) / samples,
      );
    return { loss: mean('loss'), accuracy: mean('right') };
  }

  return {
    inFlight: 1,
    async evaluate(coefficients) {
      const rows = Array.from({ length: coefficients.length / basis.length }, (_, m) =>
        coefficients.subarray(m * basis.length, (m + 1) * basis.length),
      );
      const evaluation = {
        loss: new Float64Array(rows.length),
        accuracy: new Float64Array(rows.length),
      };
      for (let from = 0; from < rows.length; from += NETWORKS) {
        const some = await evaluateSome(rows.slice(from, from + NETWORKS));
        evaluation.loss.set(some.loss, from);
        evaluation.accuracy.set(some.accuracy, from);
      }
      return evaluation;
    },
    dispose() {
      dispose(layers);
      chunks.forEach(({ held }) => held?.forEach((product) => product.dispose()));
    },
  };
}

/** The combination of each layer of K networks. */
function combineLayers(
  networks: readonly (readonly LayerTensors[])[],
  coefficients: Float64Array,
): LayerTensors[] {
  return networks[0]!.map((_, l) => ({
    weight: combination(
      networks.map((network) => network[l]!.weight),
      coefficients,
    ),
    bias: combination(
      networks.map((network) => network[l]!.bias),
      coefficients,
    ),
  }));
}

/** Logits from the pre-activations of the first layer and the layers after it. */
function logitsOf(
  architecture: Architecture,
  first: Tensor2D,
  later: readonly LayerTensors[],
): Tensor2D {
  const affine = affineLayers(architecture);
  return later.reduce((z, layer, l) => {
    const x = pooled(activated(z, architecture.activation), affine[l]!);
    return preactivation(x, affine[l + 1]!, layer);
  }, first);
}
