import {
  concat1d,
  dispose,
  square,
  sum,
  tensor1d,
  tidy,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { affineLayers } from '../../model/architecture';
import type { Moments, MomentsOptions } from '../engine';
import { chunksOf, firstIndices } from './chunks';
import {
  activated,
  flatten,
  inputOf,
  layersOf,
  pooled,
  preactivation,
  sumOfProducts,
  type LayerTensors,
} from './network';
import { readOnce } from './read';
import type { LoadedDataset } from './samples';

/** Moments of every hidden layer of two networks; chunks are summed in float64 outside of tfjs. */
export async function moments(
  loaded: LoadedDataset,
  { architecture, a, b, samples, stage }: MomentsOptions,
): Promise<Moments[]> {
  const affine = affineLayers(architecture).slice(0, -1);
  const networks = [a, b].map((weights) =>
    tidy(() => layersOf(architecture, tensor1d(weights.slice())).slice(0, -1)),
  );
  const totals = affine.map(({ outputs: units, side }) => ({
    units,
    samples: samples * side ** 2,
    product: new Float64Array(units * units),
    sumA: new Float64Array(units),
    sumB: new Float64Array(units),
    squareA: new Float64Array(units),
    squareB: new Float64Array(units),
  }));
  try {
    for (const indices of chunksOf(architecture, firstIndices(samples))) {
      // One row of numbers a layer, so that a chunk costs one transfer a layer.
      const rows = tidy(() => {
        const x = inputOf(architecture, loaded.inputs('train', indices));
        const [ofA, ofB] = networks.map((layers) => observe(layers, x));
        return ofA!.map((za, l) => {
          const zb = ofB![l]!;
          return concat1d([
            flatten(sumOfProducts(zb, za, affine[l]!)),
            sum(za, 0),
            sum(zb, 0),
            sum(square(za), 0),
            sum(square(zb), 0),
          ]);
        });
      });
      const values = await Promise.all(rows.map(readOnce));
      totals.forEach(({ units, product, sumA, sumB, squareA, squareB }, l) => {
        let from = 0;
        for (const total of [product, sumA, sumB, squareA, squareB]) {
          for (let i = 0; i < total.length; i++) total[i]! += values[l]![from + i]!;
          from += total === product ? units * units : units;
        }
      });
    }
  } finally {
    dispose(networks);
  }
  return totals;

  /** What is measured at each hidden layer, `[n places, units]`. */
  function observe(layers: readonly LayerTensors[], x: Tensor2D): Tensor2D[] {
    let value = x;
    return affine.map((layer, l) => {
      const before = preactivation(value, layer, layers[l]!);
      const after = activated(before, architecture.activation);
      value = pooled(after, layer);
      return stage === 'after' ? after : before;
    });
  }
}
