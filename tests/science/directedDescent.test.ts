import { beforeAll, expect, it } from 'vitest';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import type { DatasetEngine, Optimizer } from '../../src/engine/engine';
import {
  descendAlong,
  type DirectedDescent,
  type DirectedDescentOptions,
} from '../../src/science/directedDescent';
import { engineOn } from '../support/engineOn';
import { collect } from '../support/collect';
import { expectWithin } from '../support/close';
import { landscapeEngine } from '../support/landscape';
import { architecture, patterns } from '../support/patterns';
import { trainAlone } from '../support/trainAlone';
import { createNodeWasmEngine } from '../support/wasm';

const sgd = { kind: 'sgd', learningRate: 0.05, momentum: 0.9, weightDecay: 1e-3 } as const;
const adamw = {
  kind: 'adamw',
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
} as const;
const common = {
  architecture,
  loss: 'cross-entropy',
  trainingSamples: 190,
  batch: 20,
  epochs: 3,
  orderSeed: 4,
} as const;
const initial = initialise(architecture, 'he-normal', randomFrom(1));
const plain = (point: Float32Array<ArrayBuffer>): DirectedDescent => ({
  points: [point],
  free: [true],
  draw: () => [1],
  slope: (_, { gradients }) => gradients[0]!,
});

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
});

it.each<[string, Optimizer]>([
  ['sgd', sgd],
  ['adamw', adamw],
])('steered by its own gradient a network trains as by a trainer: %s', async (_, optimizer) => {
  const options: DirectedDescentOptions = { ...common, optimizer };
  const evaluation = { split: 'test', samples: 10, finalSamples: 10 } as const;
  const trained = await collect(trainAlone(engine, { ...options, evaluation, initial }));
  const point = initial.slice();
  const { progress } = await collect(descendAlong(engine, options, plain(point)));
  expectWithin(point, trained.result.weights, 1e-5);
  expect(progress.map(({ step }) => step)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  const losses = trained.progress.flatMap((p) => Array.from(p.losses));
  expectWithin(
    progress.map((p) => p.losses[0]!),
    losses,
    1e-5,
  );
});

it('moves what is free, at the rate of each step, and settles after it', async () => {
  const bowl = landscapeEngine((w) => w[0]! ** 2 / 2);
  const [moving, still] = [Float32Array.of(1), Float32Array.of(5)];
  const seen: number[] = [];
  const optimizer = { kind: 'sgd', learningRate: 9, momentum: 0, weightDecay: 0 } as const;
  const options = { ...common, optimizer, trainingSamples: 2, batch: 1, epochs: 1 };
  await collect(
    descendAlong(bowl, options, {
      points: [moving, still],
      free: [true, false],
      draw: () => [1, 0],
      slope: (_, { gradients }) => gradients[0]!,
      rate: (step) => step / 4,
      settle: () => seen.push(moving[0]!),
    }),
  );
  expectWithin(seen, [0.75, 0.375], 1e-4);
  expect(still[0]).toBe(5);
});

it('ends when a loss is not finite', async () => {
  const cliff = landscapeEngine((w) => (w[0]! < 0.5 ? NaN : w[0]!));
  const point = Float32Array.of(1);
  const descent = descendAlong(
    cliff,
    { ...common, optimizer: { ...sgd, learningRate: 1 } },
    plain(point),
  );
  await expect(collect(descent)).rejects.toThrow('diverged at step 2: the loss is not finite');
});
