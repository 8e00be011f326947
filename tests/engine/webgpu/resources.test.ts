/** Dispatches, GPU memory and sizes that do not fit. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  affineLayers,
  inputSize,
  type Architecture,
  type Cnn,
  type Mlp,
} from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import type { DatasetEngine, Optimizer } from '../../../src/engine/engine';
import type { OpenDevice } from '../../../src/engine/webgpu/device';
import { createWebgpuEngine } from '../../../src/engine/webgpu/engine';
import { countDevice } from '../../support/countedDevice';
import { gpuMissing, openGpu } from '../../support/dawn';
import { engineOn } from '../../support/engineOn';
import { patterns } from '../../support/patterns';

const MLP: Mlp = { kind: 'mlp', inputs: 36, hidden: [9, 7], outputs: 4, activation: 'relu' };
const CNN: Cnn = {
  kind: 'cnn',
  channels: 1,
  side: 12,
  layers: [3, 3, 'avg', 6, 6],
  outputs: 4,
  activation: 'relu',
};
const ADAMW: Optimizer = {
  kind: 'adamw',
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
};
const weights = (architecture: Architecture, seed: number) =>
  initialise(architecture, 'he-normal', randomFrom(seed));
/** With the images' 144 places more than one piece of a convolution's gradient. */
const BATCH = 40;
const network = (architecture: Architecture, count: number) =>
  Array.from({ length: count }, (_, k) => weights(architecture, k));

describe.skipIf(gpuMissing)('WebGPU', () => {
  let engine: DatasetEngine | null = null;
  afterEach(() => engine?.dispose());

  const open = async (
    change: (opened: OpenDevice) => OpenDevice = (same) => same,
    data = patterns({ pixels: 36, classes: 4, train: 50, test: 50 }),
  ) => {
    const opened = await openGpu();
    const counts = countDevice(opened.device);
    engine = await engineOn(createWebgpuEngine(change(opened)), data);
    return { engine, counts };
  };

  /** Dispatches of one step of a stack; of a curve's fit when there are more points than networks. */
  const dispatches = async (architecture: Architecture, networks: number, points: number) => {
    const data = patterns({ pixels: inputSize(architecture), classes: 4, train: 50, test: 50 });
    const { engine, counts } = await open((same) => same, data);
    const trainer = await engine.trainer({
      architecture,
      loss: 'cross-entropy',
      optimizer: ADAMW,
      networks,
      basis: network(architecture, points),
      free: Array.from({ length: points }, (_, k) => points === networks || k === 1),
    });
    const run = (steps: number) =>
      trainer.run({
        batch: BATCH,
        indices: Uint32Array.from({ length: steps * networks * BATCH }, (_, i) => i % 50),
        coefficients: Float64Array.from({ length: steps * networks * points }, (_, i) => {
          const [m, k] = [Math.floor(i / points) % networks, i % points];
          return points === networks ? Number(m === k) : 1 / points;
        }),
      });
    await run(1);
    const before = counts.dispatches;
    await run(10);
    trainer.dispose();
    return (counts.dispatches - before) / 10;
  };

  it.each([
    [1, 1],
    [2, 2],
    [8, 8],
    [1, 3],
  ])(
    'trains a perceptron of three layers, %i networks of %i points, in 12 dispatches',
    async (networks, points) => {
      const count = await dispatches(MLP, networks, points);
      console.log(`${networks} networks of ${points} points: ${count} dispatches a step`);
      expect(count).toBeGreaterThan(affineLayers(MLP).length);
      expect(count).toBeLessThanOrEqual(12);
    },
  );

  it.each([
    [1, 1],
    [2, 2],
    [1, 3],
  ])(
    'trains k-k-avg-2k-2k, %i networks of %i points, in 30 dispatches',
    async (networks, points) => {
      const count = await dispatches(CNN, networks, points);
      console.log(`k-k-avg-2k-2k, ${networks} of ${points}: ${count} dispatches a step`);
      expect(count).toBeGreaterThan(affineLayers(CNN).length);
      expect(count).toBeLessThanOrEqual(30);
    },
  );

  it('compiles what a step needs side by side', async () => {
    const { engine, counts } = await open();
    const compiled = async (work: () => Promise<unknown>) => {
      const before = { ...counts };
      await work();
      return {
        kernels: counts.kernels - before.kernels,
        compilations: counts.compilations - before.compilations,
      };
    };
    const basis = network(MLP, 3);
    const options = { architecture: MLP, loss: 'cross-entropy', basis } as const;
    const sample = Uint32Array.from({ length: 40 }, (_, i) => i);
    const mean = Float64Array.from({ length: 3 }, () => 1 / 3);

    const gradient = await compiled(() =>
      engine.gradient({
        architecture: MLP,
        loss: 'cross-entropy',
        split: 'train',
        combinations: { basis, coefficients: mean },
        indices: sample,
      }),
    );
    expect(gradient.kernels).toBeGreaterThan(2 * affineLayers(MLP).length);
    expect(gradient.compilations).toBe(1);

    const free = [false, true, false];
    const trainer = await engine.trainer({ ...options, optimizer: ADAMW, free, networks: 1 });
    const step = { indices: sample, batch: 40, coefficients: mean };
    const first = await compiled(() => trainer.run(step));
    expect(first.kernels).toBeGreaterThan(1);
    expect(first.compilations).toBe(1);
    expect(await compiled(() => trainer.run(step))).toEqual({ kernels: 0, compilations: 0 });
    trainer.dispose();

    // The products of the first layer, and what a group of networks does with them.
    const evaluated = await compiled(async () => {
      const evaluator = await engine.evaluator({ ...options, split: 'test', samples: 50 });
      await evaluator.evaluate(mean);
      evaluator.dispose();
    });
    expect(evaluated.kernels).toBeGreaterThan(affineLayers(MLP).length);
    expect(evaluated.compilations).toBe(2);
  });

  it('holds as much memory after 20 planes of changing sizes as after the first', async () => {
    const { engine, counts } = await open();
    const plane = async (round: number) => {
      const architecture: Architecture =
        round % 2 === 0 ? { ...MLP, hidden: [5 + (round % 4), 6] } : { ...CNN, side: 6 };
      const basis = network(architecture, 3);
      const samples = 20 + 14 * (round % 3);
      const options = {
        architecture,
        loss: 'cross-entropy',
        basis,
        split: 'test',
        samples,
      } as const;
      const evaluator = await engine.evaluator(options);
      const points = 4 + (round % 5);
      const tile = Float64Array.from({ length: 3 * points }, (_, i) => (i % 3) / 2);
      await Promise.all([evaluator.evaluate(tile), evaluator.evaluate(tile)]);
      await engine.moments({ architecture, a: basis[0]!, b: basis[1]!, samples, stage: 'after' });
      await engine.logits(architecture, basis[0]!, 'test', samples);
      evaluator.dispose();
      await new Promise((resolve) => setTimeout(resolve, 0));
      return { buffers: counts.buffers, bytes: counts.bytes };
    };
    const first = await plane(0);
    for (let round = 1; round < 20; round++) await plane(round);
    expect(await plane(0)).toEqual(first);
  });

  it('gives all memory back', async () => {
    const { engine, counts } = await open();
    engine.dispose();
    expect(counts.buffers).toBe(0);
  });

  /** A device of which a buffer takes no more than so many bytes. */
  const limited = (bytes: number) => (opened: OpenDevice) => {
    Object.defineProperty(opened.device, 'limits', {
      value: { maxBufferSize: bytes, maxStorageBufferBindingSize: bytes },
    });
    return opened;
  };

  it('reads images that no single buffer takes', async () => {
    const data = patterns({ pixels: 36, classes: 4, train: 1000, test: 50 });
    const gradient = async (change?: (opened: OpenDevice) => OpenDevice) => {
      const { engine } = await open(change, data);
      const answer = await engine.gradient({
        architecture: MLP,
        loss: 'cross-entropy',
        split: 'train',
        combinations: { basis: [weights(MLP, 1)], coefficients: Float64Array.of(1) },
        indices: Uint32Array.from({ length: 40 }, (_, i) => 999 - 25 * i),
      });
      engine.dispose();
      return answer;
    };
    // 1000 images are 36,000 bytes.
    expect(await gradient(limited(16384))).toEqual(await gradient());
  });

  it('refuses a network that does not fit, with the sizes', async () => {
    const { engine } = await open(limited(8192));
    const architecture: Architecture = { ...MLP, hidden: [99, 99] };
    const options = {
      architecture,
      loss: 'cross-entropy',
      basis: [weights(architecture, 1)],
    } as const;
    const refused = { name: 'OutOfMemoryError', message: /at most 1 MiB.*got one of 1 MiB/ };
    await expect(
      engine.trainer({ ...options, optimizer: ADAMW, free: [true], networks: 1 }),
    ).rejects.toMatchObject(refused);
    await expect(engine.evaluator({ ...options, split: 'test', samples: 9 })).rejects.toMatchObject(
      refused,
    );
  });
});
