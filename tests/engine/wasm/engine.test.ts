/** What is peculiar to this engine: exact repetition, memory, blocks of samples, and mistakes of its caller. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { layoutOf } from '../../../src/model/layout';
import { randomFrom, shuffled } from '../../../src/model/random';
import { combine, dot, type Weights } from '../../../src/model/weights';
import { OutOfMemoryError, type DatasetEngine, type Optimizer } from '../../../src/engine/engine';
import { createArena } from '../../../src/engine/wasm/arena';
import { loadData, type Device, type LoadedData } from '../../../src/engine/wasm/data';
import { createEvaluator } from '../../../src/engine/wasm/evaluator';
import { gradientsOf } from '../../../src/engine/wasm/gradient';
import { instantiate } from '../../../src/engine/wasm/kernels';
import { logitsOf } from '../../../src/engine/wasm/logits';
import { momentsOf } from '../../../src/engine/wasm/moments';
import { createTrainer } from '../../../src/engine/wasm/trainer';
import { engineOn } from '../../support/engineOn';
import { patterns } from '../../support/patterns';
import { createNodeWasmEngine, WASM_BINARIES, wasmModule } from '../../support/wasm';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [13, 9],
  outputs: 4,
  activation: 'relu',
};
const cnn = (layers: readonly (number | 'avg')[]): Architecture => ({
  kind: 'cnn',
  channels: 1,
  side: 4,
  layers,
  outputs: 4,
  activation: 'tanh',
});
const ADAMW: Optimizer = {
  kind: 'adamw',
  learningRate: 1e-2,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
};
const dataset = patterns();
const pointsOf = (network: Architecture) =>
  [1, 2, 3].map((seed) => initialise(network, 'he-normal', randomFrom(seed)));
const points = pointsOf(architecture);
const [a] = points as [Weights, ...Weights[]];
/** Each of three networks is a point of its own. */
const diagonal = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
const steps = (batch: number, count: number, K = 1) => ({
  batch,
  indices: Uint32Array.from({ length: batch * count }, (_, i) => (37 * i) % 200),
  coefficients: new Float64Array(count * K).fill(1 / K),
});

describe.each(WASM_BINARIES)('%s', (binary) => {
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(createNodeWasmEngine(binary), dataset);
  });
  const trained = async (optimizer: Optimizer) => {
    const trainer = await engine.trainer({
      architecture,
      loss: 'cross-entropy',
      optimizer,
      basis: [a],
      free: [true],
      networks: 1,
    });
    // Batches of several sizes, so that buffers grow in between.
    const losses = [await trainer.run(steps(7, 30)), await trainer.run(steps(50, 40))];
    const [weights] = await trainer.weights();
    trainer.dispose();
    return { losses, weights: weights! };
  };

  it('repeats itself to the byte', async () => {
    expect(await trained(ADAMW)).toEqual(await trained(ADAMW));
  });

  it('learns', async () => {
    const { losses } = await trained(ADAMW);
    expect(losses[1]!.at(-1)).toBeLessThan(0.1 * losses[0]![0]!);
  });

  it('keeps dead weights and padding finite without an epsilon', async () => {
    const { weights } = await trained({ ...ADAMW, epsilon: 0 });
    expect(weights.every(Number.isFinite)).toBe(true);
  });

  it('tells a diverged network by a loss that is not finite', async () => {
    const broken = a.slice();
    broken[3] = NaN;
    const evaluator = await engine.evaluator({
      architecture,
      loss: 'cross-entropy',
      basis: [a.map((w) => 1e20 * w), broken, a],
      split: 'test',
      samples: 60,
    });
    const { loss } = await evaluator.evaluate(Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
    expect(Array.from(loss, Number.isFinite)).toEqual([false, false, true]);
    evaluator.dispose();
    const wild = await trained({ kind: 'sgd', learningRate: 1e9, momentum: 0.9, weightDecay: 0 });
    expect(Number.isFinite(wild.losses[1]!.at(-1))).toBe(false);
  });

  it('evaluates block by block when the products of the first layer are too many to keep', async () => {
    // 8 x 2048 units x 6000 samples of float32 are 375 MiB.
    const wide: Architecture = { ...architecture, inputs: 2, hidden: [2048], outputs: 3 };
    const basis = Array.from({ length: 8 }, (_, k) => initialise(wide, 'he-normal', randomFrom(k)));
    const coefficients = Float64Array.from({ length: 16 }, (_, i) => Math.sin(i));
    const other = await engineOn(
      createNodeWasmEngine(binary),
      patterns({ pixels: 2, classes: 3, test: 6000 }),
    );
    const evaluate = async (points: typeof basis, c: typeof coefficients) => {
      const evaluator = await other.evaluator({
        architecture: wide,
        loss: 'cross-entropy',
        basis: points,
        split: 'test',
        samples: 5999,
      });
      const evaluation = await evaluator.evaluate(c);
      evaluator.dispose();
      return evaluation;
    };
    const whole = await evaluate(basis, coefficients);
    for (const m of [0, 1]) {
      const point = combine(basis, coefficients.subarray(8 * m, 8 * m + 8));
      const alone = await evaluate([point], Float64Array.of(1));
      expect(whole.loss[m]).toBeCloseTo(alone.loss[0]!, 4);
      expect(whole.accuracy[m]).toBeCloseTo(alone.accuracy[0]!, 3);
    }
    other.dispose();
  });

  it.each([
    [
      'perceptrons',
      [5, 40, 13].map((units): Architecture => ({ ...architecture, hidden: [units, 9] })),
    ],
    ['convolutional networks', [cnn([5, 'avg', 9]), cnn([40]), cnn([3, 3, 'avg'])]],
  ])('takes no more memory for %s the fiftieth time than the first', async (_, networks) => {
    const kernels = await instantiate(await wasmModule(binary));
    const device: Device = { kernels, arena: createArena(kernels.memory) };
    const sizes: number[] = [];
    for (let round = 0; round < 50; round++) {
      const data = loadData(device, dataset);
      // Each of the sizes in the first round, then in another order every round.
      for (const n of shuffled(randomFrom(round), networks.length)) {
        const architecture = networks[n]!;
        const points = pointsOf(architecture);
        const [a, b] = points as [Weights, Weights];
        const common = { architecture, loss: 'cross-entropy', basis: points } as const;
        const coefficients = Float64Array.of(0.5, 0.25, 0.25);
        const samples = 20 * (n + 1);
        const evaluator = createEvaluator(device, data, { ...common, split: 'test', samples });
        await evaluator.evaluate(coefficients);
        const trainer = createTrainer(device, data, {
          ...common,
          optimizer: ADAMW,
          free: [true, false, true],
          networks: 1,
        });
        await trainer.run(steps(10 * (n + 1), 2, 3));
        await trainer.weights();
        await trainer.state();
        gradientsOf(device, data, {
          ...common,
          combinations: { basis: points, coefficients },
          split: 'train',
          indices: Uint32Array.of(1, 2, 3),
        });
        momentsOf(device, data, { architecture, a, b, samples: 33, stage: 'before' });
        logitsOf(device, data, architecture, a, 'test', 11);
        evaluator.dispose();
        trainer.dispose();
      }
      data.release();
      sizes.push(kernels.memory.buffer.byteLength);
    }
    expect(new Set(sizes).size).toBe(1);
  });

  it('has the gradient that finite differences of a convolutional network have', async () => {
    const network = cnn([5, 'avg', 9]);
    const [w, v] = pointsOf(network) as [Weights, Weights];
    const evaluator = await engine.evaluator({
      architecture: network,
      loss: 'cross-entropy',
      basis: [w, v],
      split: 'test',
      samples: 60,
    });
    const h = 1e-2;
    const { loss } = await evaluator.evaluate(Float64Array.of(1, h, 1, -h));
    evaluator.dispose();
    const { gradients } = await engine.gradient({
      architecture: network,
      loss: 'cross-entropy',
      split: 'test',
      combinations: { basis: [w], coefficients: Float64Array.of(1) },
      indices: Uint32Array.from({ length: 60 }, (_, i) => i),
    });
    const slope = dot(gradients[0]!, v);
    expect(Math.abs(slope)).toBeGreaterThan(0.05);
    expect((loss[0]! - loss[1]!) / (2 * h) / slope).toBeCloseTo(1, 2);
  });

  it('says how much memory a network wants that does not fit, and takes none', async () => {
    const kernels = await instantiate(await wasmModule(binary));
    const { memory } = kernels;
    const limited = {
      get buffer() {
        return memory.buffer;
      },
      grow: (pages: number) => {
        if (memory.buffer.byteLength + 65536 * pages > 2 ** 22) throw new RangeError('full');
        return memory.grow(pages);
      },
    };
    const device: Device = { kernels, arena: createArena(limited) };
    const data = loadData(device, dataset);
    const trainer = (network: Architecture) =>
      device.arena.attempt(() =>
        createTrainer(device, data, {
          architecture: network,
          loss: 'cross-entropy',
          optimizer: ADAMW,
          basis: pointsOf(network),
          free: [true, true, true],
          networks: 3,
        }),
      );
    for (const large of [cnn([128, 128]), { ...architecture, hidden: [600, 600] }])
      for (let times = 0; times < 4; times++)
        expect(() => trainer(large)).toThrow(OutOfMemoryError);
    const small = trainer(architecture);
    await expect(small.run({ ...steps(20_000, 3, 1), coefficients: diagonal })).rejects.toThrow(
      /Expected \d+ MiB of memory beyond the \d+ MiB/,
    );
    await small.run({ ...steps(10, 3), coefficients: diagonal });
    small.dispose();
  });

  it('says what is wrong with a question', async () => {
    const other = { ...architecture, inputs: 15 };
    const weights = new Float32Array(layoutOf(other).size);
    await expect(engine.logits(other, weights, 'test', 1)).rejects.toThrow('16 inputs');
    const colour: Architecture = {
      kind: 'cnn',
      channels: 4,
      side: 2,
      layers: [3],
      outputs: 4,
      activation: 'relu',
    };
    const filters = new Float32Array(layoutOf(colour).size);
    await expect(engine.logits(colour, filters, 'test', 1)).rejects.toThrow('1 input channels');
    const combinations = { basis: [a], coefficients: Float64Array.of(1) };
    await expect(
      engine.gradient({
        architecture,
        loss: 'mse',
        combinations,
        split: 'test',
        indices: Uint32Array.of(60),
      }),
    ).rejects.toThrow('Expected a sample below 60, got 60');

    const machine = await createNodeWasmEngine(binary);
    const loaded = await machine.load(dataset);
    const evaluator = await loaded.evaluator({
      architecture,
      loss: 'mse',
      basis: [a],
      split: 'test',
      samples: 60,
    });
    await expect(loaded.normalized([])).rejects.toThrow('each of 1 channels, got 0');
    loaded.dispose();
    await expect(evaluator.evaluate(Float64Array.of(1))).rejects.toThrow('disposed of');
    await expect(loaded.logits(architecture, a, 'test', 1)).rejects.toThrow('disposed of');
    evaluator.dispose();
  });

  it('holds the bytes of a dataset once under all normalisations, until the last is let go', async () => {
    const { memory, ...kernels } = await instantiate(await wasmModule(binary));
    const arena = createArena(memory);
    const device: Device = { kernels: { memory, ...kernels }, arena };
    const [own] = dataset.normalization;
    const data = loadData(device, dataset);
    const others = [0, 1, 2].map((mean) => data.normalized([{ ...own!, mean }]));
    for (const other of others) expect(other.train).toBe(data.train);
    data.release();
    data.release();
    expect(() => data.normalized([own!])).toThrow('disposed of');
    const [one, two, three] = others as [LoadedData, LoadedData, LoadedData];
    one.release();
    two.release();
    const images = () => arena.bytes(three.train.images, dataset.train.images.length);
    expect(images()).toEqual(dataset.train.images);
    // What is freed is used again: the bytes are still taken before the last release, and free after.
    const { length } = dataset.train.images;
    expect(arena.allocate(length + 8)).not.toBe(three.train.images);
    three.release();
    expect(arena.allocate(length + 8)).toBe(three.train.images);
  });
});
