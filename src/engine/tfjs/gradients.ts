import {
  add,
  dispose,
  tensor1d,
  tidy,
  zerosLike,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { Weights } from '../../model/weights';
import type { GradientOptions, Gradients } from '../engine';
import { combination } from './combination';
import { backward, forward, layersOf, slopeOf } from './network';
import { readOnce, readRows } from './read';
import { CHUNK, type LoadedDataset } from './samples';
import { tallyOf } from './tally';

/** Loss and gradient of each combination on one batch. */
export async function gradients(
  loaded: LoadedDataset,
  { architecture, loss, combinations, split, indices }: GradientOptions,
): Promise<Gradients> {
  const { basis, coefficients } = combinations;
  const { outputs } = architecture;
  const count = coefficients.length / basis.length;
  const labels = loaded.labels(split, indices);
  const points = basis.map((weights) => tensor1d(weights.slice()));
  const out = { loss: new Float64Array(count), gradients: [] as Weights[] };

  /** Logits of a part of the batch, and its part of the gradient of the mean loss. */
  const pass = (network: Tensor1D, part: Uint32Array): [Tensor2D, Tensor1D] =>
    tidy(() => {
      const layers = layersOf(architecture, network);
      const { inputs, logits } = forward(architecture, layers, loaded.inputs(split, part));
      const slope = slopeOf(loss, logits, loaded.targets(split, part, outputs), indices.length);
      return [logits, backward(architecture, layers, inputs, slope)];
    });

  try {
    for (let m = 0; m < count; m++) {
      const c = coefficients.subarray(m * basis.length, (m + 1) * basis.length);
      const network = combination(points, c);
      const logits: Tensor2D[] = [];
      let gradient = zerosLike(network);
      for (let from = 0; from < indices.length; from += CHUNK) {
        const [some, part] = pass(network, indices.subarray(from, from + CHUNK));
        const before = gradient;
        gradient = add(before, part);
        dispose([before, part]);
        logits.push(some);
      }
      network.dispose();
      out.loss[m] = tallyOf(loss, await readRows(logits), labels, outputs).loss / indices.length;
      out.gradients.push(await readOnce(gradient));
    }
  } finally {
    dispose(points);
  }
  return out;
}
