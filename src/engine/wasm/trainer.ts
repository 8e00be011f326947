import type { Weights } from '../../model/weights';
import type { Trainer, TrainerOptions, TrainingSteps } from '../engine';
import { createRegion } from './arena';
import { createTerms, pointOf } from './combination';
import type { Device, LoadedData } from './data';
import { panelLayout, readPanels, writePanels } from './panels';
import { ACTIVATIONS } from './kernels';
import { updateOf, type FreePoint } from './optimizer';
import { createPass, type Pass } from './pass';
import { promised } from './promised';

/** Keeps the basis and the optimizer's state in the kernels' memory, in the layout of `panels.ts`. */
export function createTrainer(
  device: Device,
  data: LoadedData,
  { architecture, loss, optimizer, basis, free, networks, state }: TrainerOptions,
): Trainer {
  const { kernels, arena } = device;
  const { bytes } = panelLayout(architecture);
  const region = createRegion(arena);
  const packed = (weights: Weights) => {
    const address = region.allocate(bytes);
    writePanels(device, architecture, weights, address);
    return address;
  };
  const points = basis.map(packed);
  const freePoints = points.flatMap((_, k) => (free[k] === true ? [k] : []));
  /** One of the optimizer's running means, of each free point; zero at the start. */
  const means = (resumed: readonly Weights[] | undefined) => {
    if (resumed === undefined) return freePoints.map(() => region.zeros(bytes));
    if (resumed.length !== freePoints.length)
      throw new RangeError(
        `Expected the optimizer's state of ${freePoints.length} free points, got that of ${resumed.length}.`,
      );
    return resumed.map(packed);
  };
  const first = means(state?.first);
  const second = optimizer.kind === 'adamw' ? means(state?.second) : [];
  const moved = freePoints.map((k, n) => ({
    k,
    point: { weights: points[k]!, first: first[n]!, second: second[n] ?? 0 } satisfies FreePoint,
  }));
  const terms = createTerms(device, points.length);
  /** Where combinations are computed; plain training needs none. */
  let mixture: number | undefined;
  /** A gradient of zero, for free points that take no part. */
  let nothing: number | undefined;
  let pass: Pass | undefined;
  let step = state?.step ?? 0;

  const combined = (coefficients: Float64Array) => {
    const only = pointOf(coefficients);
    if (only >= 0) return points[only]!;
    mixture ??= region.allocate(bytes);
    const count = terms.set(points, coefficients);
    const { sources, factors } = terms;
    kernels.combine(mixture, 0, 1, bytes / 4, sources, factors, count, 0, 0, ACTIVATIONS.none);
    return mixture;
  };

  const passFor = (batch: number): Pass => {
    if (pass !== undefined && pass.capacity >= batch) return pass;
    pass?.release();
    pass = undefined;
    return (pass = arena.attempt(() => createPass(device, data, architecture, loss, batch)));
  };

  /** For each free point the network that it takes part in, or -1; from the coefficients `[M, K]` of a step. */
  const takers = (coefficients: Float64Array): number[] =>
    moved.map(({ k }) => {
      const takes = (m: number) => m < networks && coefficients[m * points.length + k] !== 0;
      let m = 0;
      while (m < networks && !takes(m)) m++;
      for (let other = m + 1; other < networks; other++)
        if (takes(other))
          throw new RangeError(
            `Expected each free point in at most one network of a step, got point ${k} in networks ${m} and ${other}.`,
          );
      return m < networks ? m : -1;
    });

  const run = ({ indices, batch, coefficients }: TrainingSteps) => {
    data.check();
    const pass = passFor(batch);
    const losses = new Float32Array(indices.length / batch);
    const width = networks * points.length;
    const partsOf = Array.from({ length: losses.length / networks }, (_, s) =>
      takers(coefficients.subarray(s * width, (s + 1) * width)),
    );
    partsOf.forEach((parts, s) => {
      const update = updateOf(kernels, optimizer, ++step);
      for (let m = 0; m < networks; m++) {
        const n = s * networks + m;
        const c = coefficients.subarray(n * points.length, (n + 1) * points.length);
        pass.gather(data.train, indices.subarray(n * batch, (n + 1) * batch));
        const mine = moved.filter((_, i) => parts[i] === m);
        losses[n] = pass.run(combined(c), (offset, gradient, floats) => {
          for (const { k, point } of mine) update(point, offset, gradient, floats, c[k]!);
        });
      }
      moved.forEach(({ point }, i) => {
        if (parts[i]! >= 0) return;
        nothing ??= region.zeros(bytes);
        update(point, 0, nothing, bytes / 4, 0);
      });
    });
    return losses;
  };

  const read = (addresses: readonly number[]) =>
    addresses.map((address) => readPanels(device, architecture, address));
  return {
    inFlight: 1,
    run: (steps) => promised(() => run(steps)),
    weights: () => promised(() => read(points)),
    state: () => promised(() => ({ step, first: read(first), second: read(second) })),
    dispose() {
      pass?.release();
      terms.release();
      region.release();
    },
  };
}
