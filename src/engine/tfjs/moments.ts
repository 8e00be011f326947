import {
  concat1d,
  dispose,
  matMul,
  square,
  sum,
  tensor1d,
  tidy,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { hiddenWidths } from '../../model/architecture';
import type { Moments, MomentsOptions } from '../engine';
import { flatten, hidden, layersOf, preactivation, type LayerTensors } from './network';
import { readOnce } from './read';
import { chunksOf, type LoadedDataset } from './samples';

/** Moments of every hidden layer of two networks; chunks are summed in float64 outside of tfjs. */
export async function moments(
  loaded: LoadedDataset,
  { architecture, a, b, samples, stage }: MomentsOptions,
): Promise<Moments[]> {
  const { activation } = architecture;
  const networks = [a, b].map((weights) =>
    tidy(() => layersOf(architecture, tensor1d(weights.slice())).slice(0, -1)),
  );
  const totals = hiddenWidths(architecture).map((units) => ({
    units,
    samples,
    product: new Float64Array(units * units),
    sumA: new Float64Array(units),
    sumB: new Float64Array(units),
    squareA: new Float64Array(units),
    squareB: new Float64Array(units),
  }));
  try {
    for (const indices of chunksOf(samples)) {
      // One row of numbers a layer, so that a chunk costs one transfer a layer.
      const rows = tidy(() => {
        const x = loaded.inputs('train', indices);
        const [ofA, ofB] = networks.map((layers) => observe(layers, x));
        return ofA!.map((za, l) => {
          const zb = ofB![l]!;
          return concat1d([
            flatten(matMul(zb, za, true, false)),
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

  /** What is measured at each hidden layer, `[n, units]`. */
  function observe(layers: readonly LayerTensors[], x: Tensor2D): Tensor2D[] {
    let value = x;
    return layers.map((layer) => {
      const before = value;
      value = hidden(before, layer, activation);
      return stage === 'after' ? value : preactivation(before, layer);
    });
  }
}
