/** What is timed: the production engine and science on random data of Fashion-MNIST's shape, in one thread. */
import type { Dataset, Samples } from '../../src/data/dataset';
import type { DatasetEngine, Engine } from '../../src/engine/engine';
import type { Architecture } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import { assign } from '../../src/science/assignment';
import { evaluate } from '../../src/science/evaluate';
import { addRowProducts } from '../../src/science/matching/product';

export type Task =
  /** Median milliseconds of one AdamW step, batch 100, over `steps` after a few to warm up. */
  | { readonly what: 'step'; readonly architecture: Architecture; readonly steps: number }
  /** Median milliseconds of evaluating one average of two networks on 500 images, as the slider asks for. */
  | { readonly what: 'slider'; readonly architecture: Architecture }
  /** A share of the networks on a grid through three networks; the seconds are taken outside. */
  | {
      readonly what: 'plane';
      readonly architecture: Architecture;
      readonly grid: number;
      readonly samples: number;
      readonly part: number;
      readonly parts: number;
    }
  /** Median milliseconds of an assignment of correlation-like costs, over 5 after 5 to warm up. */
  | { readonly what: 'assign'; readonly n: number };

export type OpenEngine = () => Promise<Engine>;

const random = randomFrom(1);

function randomSamples(count: number): Samples {
  const bytes = (length: number, below: number) =>
    Uint8Array.from({ length }, () => random.below(below));
  return { count, images: bytes(count * 784, 256), labels: bytes(count, 10) };
}

const median = (times: number[]) =>
  times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;

async function loadedEngine(open: OpenEngine, samples: number): Promise<DatasetEngine> {
  const split = randomSamples(samples);
  const normalization = [{ mean: 0.286, standardDeviation: 0.353 }];
  const dataset: Dataset = {
    id: 'random',
    pixels: 784,
    classes: 10,
    normalization,
    train: split,
    test: split,
  };
  return (await open()).load(dataset);
}

async function prepareStep(
  { architecture, steps }: Task & { what: 'step' },
  open: OpenEngine,
): Promise<() => Promise<number>> {
  const engine = await loadedEngine(open, 10_000);
  const trainer = await engine.trainer({
    architecture,
    loss: 'cross-entropy',
    optimizer: {
      kind: 'adamw',
      learningRate: 0.001,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0.01,
    },
    basis: [initialise(architecture, 'he-normal', random)],
    free: [true],
    networks: 1,
  });
  let next = 0;
  const step = async () => {
    const from = 100 * (next++ % 100);
    const began = performance.now();
    await trainer.run({
      indices: Uint32Array.from({ length: 100 }, (_, i) => from + i),
      batch: 100,
      coefficients: Float64Array.of(1),
    });
    return performance.now() - began;
  };
  return async () => {
    for (let i = 0; i < steps / 6; i++) await step();
    const times: number[] = [];
    for (let i = 0; i < steps; i++) times.push(await step());
    return median(times);
  };
}

async function prepareSlider(
  { architecture }: Task & { what: 'slider' },
  open: OpenEngine,
): Promise<() => Promise<number>> {
  const engine = await loadedEngine(open, 500);
  const basis = [1, 2].map((seed) => initialise(architecture, 'he-normal', randomFrom(seed)));
  const evaluator = await engine.evaluator({
    architecture,
    loss: 'cross-entropy',
    basis,
    split: 'test',
    samples: 500,
  });
  return async () => {
    const times: number[] = [];
    for (let i = 0; i <= 40; i++) {
      const began = performance.now();
      await evaluator.evaluate(Float64Array.of(1 - i / 40, i / 40));
      times.push(performance.now() - began);
    }
    return median(times);
  };
}

async function preparePlane(
  task: Task & { what: 'plane' },
  open: OpenEngine,
): Promise<() => Promise<number>> {
  const engine = await loadedEngine(open, task.samples);
  const { architecture } = task;
  const networks = [1, 2, 3].map((seed) => initialise(architecture, 'he-normal', randomFrom(seed)));
  const rows: number[] = [];
  const at = (i: number) => -0.5 + (2 * i) / (task.grid - 1);
  for (let i = task.part; i < task.grid ** 2; i += task.parts) {
    const x = at(i % task.grid);
    const y = at(Math.floor(i / task.grid));
    rows.push(1 - x - y, x, y);
  }
  return async () => {
    const options = { architecture, loss: 'cross-entropy', split: 'test' } as const;
    const all = evaluate(
      engine,
      { ...options, basis: networks, samples: task.samples },
      Float64Array.from(rows),
    );
    let points = 0;
    for await (const tile of all) points += tile.loss.length;
    return points;
  };
}

function prepareAssign(n: number): () => Promise<number> {
  const samples = 4096;
  const centred = () => ({
    values: Float32Array.from({ length: n * samples }, () => random.uniform() - 0.5),
    rows: n,
    depth: samples,
  });
  const products = new Float64Array(n * n);
  addRowProducts(products, centred(), centred());
  const costs = products.map((product) => -product);
  const time = () => {
    const began = performance.now();
    assign(costs, n, n);
    return performance.now() - began;
  };
  return () => {
    for (let i = 0; i < 5; i++) time();
    return Promise.resolve(median(Array.from({ length: 5 }, time)));
  };
}

/** @returns what runs the task and answers its figure */
export function prepare(task: Task, open: OpenEngine): Promise<() => Promise<number>> {
  switch (task.what) {
    case 'step':
      return prepareStep(task, open);
    case 'slider':
      return prepareSlider(task, open);
    case 'plane':
      return preparePlane(task, open);
    case 'assign':
      return Promise.resolve(prepareAssign(task.n));
  }
}
