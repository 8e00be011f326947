import {
  concat,
  mul,
  reshape,
  slice,
  tensor1d,
  tensor2d,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { Trainer, TrainerOptions, TrainingSteps } from '../engine';
import { combination } from './combination';
import { backward, forward, layersOf, slopeOf } from './network';
import { optimizerState } from './optimizer';
import { readRows } from './read';
import type { LoadedDataset } from './samples';
import { tallyOf } from './tally';

/** Steps queued before their losses are read: a read waits for the GPU and takes milliseconds of its own. */
const STEPS = 32;

/** Trains the free basis points, which stand as the rows of one tensor so that all step at once. */
export function createTrainer(
  loaded: LoadedDataset,
  { architecture, loss, optimizer, basis, free }: TrainerOptions,
): Trainer {
  const { size } = layoutOf(architecture);
  const movers = basis.flatMap((_, k) => (free[k] === true ? [k] : []));
  if (movers.length === 0) throw new RangeError('Expected a basis point that is free, got none.');
  const start = basis.map((weights) => weights.slice());
  const fixed = start.map((weights, k) => (free[k] === true ? null : tensor1d(weights)));
  let points = tidy(() => stack(movers.map((k) => tensor1d(start[k]!))));
  const state = optimizerState(optimizer, points);

  /** Basis point k as it is now, `[P]`. */
  const point = (k: number): Tensor1D =>
    fixed[k] ??
    reshape(movers.length === 1 ? points : slice(points, [movers.indexOf(k), 0], [1, size]), [
      size,
    ]);

  /** One step on a batch; answers the logits before it. */
  function step(indices: Uint32Array, c: Float64Array): Tensor2D {
    const [logits, after] = tidy((): [Tensor2D, Tensor2D] => {
      const used = basis.flatMap((_, k) => (c[k] === 0 ? [] : [k]));
      const network =
        used.length === 0
          ? combination([point(0)], [0])
          : combination(
              used.map(point),
              used.map((k) => c[k]!),
            );
      const layers = layersOf(architecture, network);
      const pass = forward(architecture, layers, loaded.inputs('train', indices));
      const targets = loaded.targets('train', indices, architecture.outputs);
      const slope = slopeOf(loss, pass.logits, targets, indices.length);
      const gradient = backward(architecture, layers, pass.inputs, slope);
      const shares = movers.map((k) => c[k]!);
      return [pass.logits, state.step(points, outer(shares, gradient))];
    });
    points.dispose();
    points = after;
    return logits;
  }

  return {
    async run({ indices, batch, coefficients }: TrainingSteps) {
      const steps = indices.length / batch;
      const losses = new Float32Array(steps);
      for (let from = 0; from < steps; from += STEPS) {
        const to = Math.min(from + STEPS, steps);
        const logits: Tensor2D[] = [];
        for (let s = from; s < to; s++)
          logits.push(
            step(
              indices.subarray(s * batch, (s + 1) * batch),
              coefficients.subarray(s * basis.length, (s + 1) * basis.length),
            ),
          );
        const rows = await readRows(logits);
        const size = batch * architecture.outputs;
        for (let s = from; s < to; s++) {
          const labels = loaded.labels('train', indices.subarray(s * batch, (s + 1) * batch));
          const some = rows.subarray((s - from) * size, (s - from + 1) * size);
          losses[s] = tallyOf(loss, some, labels, architecture.outputs).loss / batch;
        }
      }
      return losses;
    },
    async weights() {
      const moved = await points.data<'float32'>();
      return start.map((weights, k): Weights => {
        if (free[k] !== true) return weights.slice();
        const row = movers.indexOf(k);
        return new Float32Array(moved.subarray(row * size, (row + 1) * size));
      });
    },
    dispose() {
      points.dispose();
      fixed.forEach((weights) => weights?.dispose());
      state.dispose();
    },
  };
}

/** F points `[P]` as rows `[F, P]`. */
function stack(rows: readonly Tensor1D[]): Tensor2D {
  return concat(
    rows.map((row): Tensor2D => reshape(row, [1, row.size])),
    0,
  );
}

/** The gradient of each free point, `[F, P]`: its coefficient times the network's. */
function outer(shares: readonly number[], gradient: Tensor1D): Tensor2D {
  const row: Tensor2D = reshape(gradient, [1, gradient.size]);
  if (shares.length === 1 && shares[0] === 1) return row;
  return mul(tensor2d([...shares], [shares.length, 1]), row);
}
