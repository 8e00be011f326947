import type { Trainer, TrainerOptions, TrainingSteps } from '../engine';
import { createRegion } from './arena';
import { createTerms, pointOf } from './combination';
import type { Device, PlacedData } from './data';
import { eightsLayout, readEights, writeEights } from './eights';
import { ACTIVATIONS } from './kernels';
import { updateOf, type FreePoint } from './optimizer';
import { createPass, type Pass } from './pass';
import { promised } from './promised';

/** Keeps the basis and the optimizer's state in the kernels' memory, in the layout of `eights.ts`. */
export function createTrainer(
  device: Device,
  data: PlacedData,
  { architecture, loss, optimizer, basis, free }: TrainerOptions,
): Trainer {
  const { kernels, arena } = device;
  const { bytes } = eightsLayout(architecture);
  const region = createRegion(arena);
  const points = basis.map((weights) => {
    const address = region.allocate(bytes);
    writeEights(device, architecture, weights, address);
    return address;
  });
  const moving = points.flatMap((weights, k) => {
    if (free[k] !== true) return [];
    const first = region.zeros(bytes);
    const second = optimizer.kind === 'adamw' ? region.zeros(bytes) : 0;
    return [{ k, point: { weights, first, second } satisfies FreePoint }];
  });
  const terms = createTerms(device, points.length);
  /** Where combinations are computed; plain training needs none. */
  let mixture: number | undefined;
  let pass: Pass | undefined;
  let step = 0;

  const combined = (coefficients: Float64Array) => {
    const only = pointOf(coefficients);
    if (only >= 0) return points[only]!;
    mixture ??= region.allocate(bytes);
    const count = terms.set(points, coefficients);
    const { sources, factors } = terms;
    kernels.combine(mixture, 0, 1, bytes / 4, sources, factors, count, 0, 0, ACTIVATIONS.none);
    return mixture;
  };

  const run = ({ indices, batch, coefficients }: TrainingSteps) => {
    data.check();
    if (pass === undefined || pass.capacity < batch) {
      pass?.release();
      pass = createPass(device, data, architecture, loss, batch);
    }
    const losses = new Float32Array(indices.length / batch);
    for (let s = 0; s < losses.length; s++) {
      const c = coefficients.subarray(s * points.length, (s + 1) * points.length);
      pass.gather(data.train, indices.subarray(s * batch, (s + 1) * batch));
      const update = updateOf(kernels, optimizer, ++step);
      losses[s] = pass.run(combined(c), (offset, gradient, floats) => {
        for (const { k, point } of moving) update(point, offset, gradient, floats, c[k]!);
      });
    }
    return losses;
  };

  return {
    run: (steps) => promised(() => run(steps)),
    weights: () => promised(() => points.map((p) => readEights(device, architecture, p))),
    dispose() {
      pass?.release();
      terms.release();
      region.release();
    },
  };
}
