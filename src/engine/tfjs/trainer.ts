import {
  concat,
  reshape,
  slice,
  tensor1d,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { layoutOf } from '../../model/layout';
import type { Trainer, TrainerOptions, TrainingSteps } from '../engine';
import { combination } from './combination';
import { batchGradient } from './gradients';
import { createStepper } from './optimizer';
import { readPoints, stacked } from './points';
import { readRows } from './read';
import type { LoadedDataset } from './samples';
import { tallyOf } from './tally';

/** Steps queued before their losses are read: a read waits for the GPU and takes milliseconds of its own. */
const STEPS = 32;

/**
 * Trains the free basis points, which are the rows of one tensor so that all step at once. The networks of a
 * stack are computed one after the other.
 */
export function createTrainer(
  loaded: LoadedDataset,
  { architecture, loss, optimizer, basis, free, networks, state }: TrainerOptions,
): Trainer {
  const { size } = layoutOf(architecture);
  const freePoints = basis.flatMap((_, k) => (free[k] === true ? [k] : []));
  if (freePoints.length === 0)
    throw new RangeError('Expected a basis point that is free, got none.');
  const stepper = createStepper(optimizer, [freePoints.length, size], state);
  const start = basis.map((weights) => weights.slice());
  const fixed = start.map((weights, k) => (free[k] === true ? null : tensor1d(weights)));
  let points = stacked(freePoints.map((k) => start[k]!));

  /** Basis point k as it is now, `[P]`. */
  const point = (k: number): Tensor1D =>
    fixed[k] ??
    reshape(
      freePoints.length === 1 ? points : slice(points, [freePoints.indexOf(k), 0], [1, size]),
      [size],
    );

  /** One step on M batches; answers the logits before it, `[M batch, classes]`. */
  function step(indices: Uint32Array, rows: readonly Float64Array[]): Tensor2D {
    const [logits, after] = tidy((): [Tensor2D, Tensor2D] => {
      const batch = indices.length / networks;
      const passes = rows.map((c, m) => {
        const used = basis.flatMap((_, k) => (c[k] === 0 ? [] : [k]));
        const network = combination(
          (used.length === 0 ? [0] : used).map(point),
          used.map((k) => c[k]!),
        );
        const some = indices.subarray(m * batch, (m + 1) * batch);
        return batchGradient(loaded, architecture, loss, network, 'train', some);
      });
      const gradients = freePoints.map((k): Tensor2D => {
        const shares = rows.map((c) => c[k]!);
        const gradient = combination(
          passes.map((pass) => pass.gradient),
          shares,
        );
        return reshape(gradient, [1, size]);
      });
      return [
        concat(
          passes.map((pass) => pass.logits),
          0,
        ),
        stepper.step(points, concat(gradients, 0)),
      ];
    });
    points.dispose();
    points = after;
    return logits;
  }

  return {
    inFlight: 1,
    async run({ indices, batch, coefficients }: TrainingSteps) {
      const { outputs } = architecture;
      const each = networks * batch;
      const steps = indices.length / each;
      const losses = new Float32Array(steps * networks);
      for (let from = 0; from < steps; from += STEPS) {
        const to = Math.min(from + STEPS, steps);
        const logits: Tensor2D[] = [];
        for (let s = from; s < to; s++) {
          const rows = Array.from({ length: networks }, (_, m) => {
            const row = s * networks + m;
            return coefficients.subarray(row * basis.length, (row + 1) * basis.length);
          });
          logits.push(step(indices.subarray(s * each, (s + 1) * each), rows));
        }
        const values = await readRows(logits);
        for (let n = from * networks; n < to * networks; n++) {
          const labels = loaded.labels('train', indices.subarray(n * batch, (n + 1) * batch));
          const row = (n - from * networks) * batch * outputs;
          const some = values.subarray(row, row + batch * outputs);
          losses[n] = tallyOf(loss, some, labels, outputs).loss / batch;
        }
      }
      return losses;
    },
    async weights() {
      const moved = await readPoints(points);
      return start.map((weights, k) =>
        free[k] === true ? moved[freePoints.indexOf(k)]! : weights.slice(),
      );
    },
    state: () => stepper.state(),
    dispose() {
      points.dispose();
      fixed.forEach((weights) => weights?.dispose());
      stepper.dispose();
    },
  };
}
