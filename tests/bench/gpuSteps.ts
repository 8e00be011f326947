/** Training steps on a GPU: what is asked of the device, and the time of one. */
import type { Architecture } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import type { Weights } from '../../src/model/weights';
import type { Dataset } from '../../src/data/dataset';
import type { Engine, Optimizer } from '../../src/engine/engine';
import type { OpenDevice } from '../../src/engine/webgpu/device';
import { countDevice } from '../support/countedDevice';
import { engineOn } from '../support/engineOn';
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

/** A stack in training on a device of its own. */
export interface PreparedSteps {
  /** Takes some steps; resolves with the milliseconds of one. */
  run(): Promise<number>;
  /** Dispatches of a step so far. */
  dispatches(): number;
  close(): void;
}

/** How an engine is opened, and how many steps are timed together. */
export interface Contender {
  readonly create: (opened: OpenDevice) => Engine | Promise<Engine>;
  readonly steps: number;
}

/** Times the steps of several engines turn by turn, so that a noisy machine disturbs all alike; medians of `runs`. */
export async function timeSteps(
  contenders: readonly Contender[],
  dataset: Dataset,
  architecture: Architecture,
  networks: number,
  runs: number,
): Promise<StepCost[]> {
  const prepared: PreparedSteps[] = [];
  try {
    for (const contender of contenders)
      prepared.push(await prepareSteps(contender, dataset, architecture, networks));
    const times = prepared.map((): number[] => []);
    for (let n = 0; n < runs; n++)
      for (const [i, { run }] of prepared.entries()) times[i]!.push(await run());
    return prepared.map(({ dispatches }, i) => ({
      dispatches: dispatches(),
      milliseconds: median(times[i]!),
    }));
  } finally {
    for (const { close } of prepared) close();
  }
}

async function prepareSteps(
  { create, steps }: Contender,
  dataset: Dataset,
  architecture: Architecture,
  networks: number,
): Promise<PreparedSteps> {
  const opened = await openGpu();
  const counts = countDevice(opened.device);
  const engine = await engineOn(await create(opened), dataset);
  const trainer = await engine.trainer({
    architecture,
    loss: 'cross-entropy',
    optimizer: ADAMW,
    basis: randomNetworks(architecture, networks),
    free: Array.from({ length: networks }, () => true),
    networks,
  });
  const random = randomFrom(5);
  const take = () =>
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
  // Once to compile.
  await take();
  const before = counts.dispatches;
  let taken = 0;
  return {
    async run() {
      const milliseconds = (1000 * (await seconds(take))) / steps;
      taken += steps;
      return milliseconds;
    },
    dispatches: () => (counts.dispatches - before) / taken,
    close: () => engine.dispose(),
  };
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
