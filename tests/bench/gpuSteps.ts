/** Training steps on a GPU: what is asked of the device, and the time of one. */
import type { Architecture } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import type { Weights } from '../../src/model/weights';
import type { Dataset } from '../../src/data/dataset';
import type { Engine, Optimizer } from '../../src/engine/engine';
import type { OpenDevice } from '../../src/engine/webgpu/device';
import { countDevice } from '../support/countedDevice';
import { openGpu } from '../support/dawn';

export const BATCH = 100;

/** PyTorch's defaults. */
const ADAMW: Optimizer = {
  kind: 'adamw',
  learningRate: 0.001,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
};

export interface StepCost {
  readonly dispatches: number;
  readonly milliseconds: number;
}

/** Trains a stack of networks on a device of its own: `runs` runs of `steps` steps after one to warm up, their median. */
export async function timeSteps(
  create: (opened: OpenDevice) => Engine | Promise<Engine>,
  dataset: Dataset,
  architecture: Architecture,
  networks: number,
  { runs, steps }: { readonly runs: number; readonly steps: number },
): Promise<StepCost> {
  const opened = await openGpu();
  const counts = countDevice(opened.device);
  const engine = await create(opened);
  try {
    await engine.load(dataset);
    const trainer = await engine.trainer({
      architecture,
      loss: 'cross-entropy',
      optimizer: ADAMW,
      basis: randomNetworks(architecture, networks),
      free: Array.from({ length: networks }, () => true),
      networks,
    });
    const random = randomFrom(5);
    const run = () =>
      trainer.run({
        batch: BATCH,
        indices: Uint32Array.from({ length: steps * networks * BATCH }, () =>
          random.below(dataset.train.count),
        ),
        // The identity of each step: every network is a point of its own.
        coefficients: Float64Array.from({ length: steps * networks ** 2 }, (_, i) =>
          (i % networks ** 2) % (networks + 1) === 0 ? 1 : 0,
        ),
      });
    await run();
    const before = counts.dispatches;
    const times: number[] = [];
    for (let n = 0; n < runs; n++) times.push(await seconds(run));
    const dispatches = (counts.dispatches - before) / (runs * steps);
    return { dispatches, milliseconds: (1000 * median(times)) / steps };
  } finally {
    engine.dispose();
  }
}

/** He-normal networks from fixed seeds. */
export function randomNetworks(architecture: Architecture, count: number): Weights[] {
  return Array.from({ length: count }, (_, seed) =>
    initialise(architecture, 'he-normal', randomFrom(seed)),
  );
}

/** How long it takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
