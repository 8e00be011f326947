import {
  add,
  concat,
  dispose,
  tensor1d,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { Architecture } from '../../model/architecture';
import type { Weights } from '../../model/weights';
import type { Split } from '../../data/dataset';
import type { GradientOptions, Gradients, Loss } from '../engine';
import { chunksOf } from './chunks';
import { combination } from './combination';
import { backward, forward, layersOf, slopeOf } from './network';
import { readOnce } from './read';
import type { LoadedDataset } from './samples';
import { tallyOf } from './tally';

/** Loss and gradient of each combination on one batch. */
export async function gradients(
  loaded: LoadedDataset,
  { architecture, loss, combinations, split, indices }: GradientOptions,
): Promise<Gradients> {
  const { basis, coefficients } = combinations;
  const count = coefficients.length / basis.length;
  const labels = loaded.labels(split, indices);
  const points = basis.map((weights) => tensor1d(weights.slice()));
  const out = { loss: new Float64Array(count), gradients: [] as Weights[] };
  try {
    for (let m = 0; m < count; m++) {
      const c = coefficients.subarray(m * basis.length, (m + 1) * basis.length);
      const { logits, gradient } = tidy(() =>
        batchGradient(loaded, architecture, loss, combination(points, c), split, indices),
      );
      const tally = tallyOf(loss, await readOnce(logits), labels, architecture.outputs);
      out.loss[m] = tally.loss / indices.length;
      out.gradients.push(await readOnce(gradient));
    }
  } finally {
    dispose(points);
  }
  return out;
}

/** Logits `[batch, classes]` of a network `[P]`, and the gradient `[P]` of its mean loss. */
export function batchGradient(
  loaded: LoadedDataset,
  architecture: Architecture,
  loss: Loss,
  network: Tensor1D,
  split: Split,
  indices: Uint32Array,
): { logits: Tensor2D; gradient: Tensor1D } {
  return tidy(() => {
    const layers = layersOf(architecture, network);
    const logits: Tensor2D[] = [];
    let gradient: Tensor1D | null = null;
    for (const some of chunksOf(architecture, indices)) {
      const before: Tensor1D | null = gradient;
      const [z, after] = tidy((): [Tensor2D, Tensor1D] => {
        const pass = forward(architecture, layers, loaded.inputs(split, some));
        const targets = loaded.targets(split, some, architecture.outputs);
        const slope = slopeOf(loss, pass.logits, targets, indices.length);
        const part = backward(architecture, layers, pass, slope);
        return [pass.logits, before === null ? part : add(before, part)];
      });
      before?.dispose();
      gradient = after;
      logits.push(z);
    }
    if (gradient === null) throw new RangeError('Expected a batch of images, got none.');
    return { logits: concat(logits, 0), gradient };
  });
}
