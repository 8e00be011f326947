import { beforeAll, expect, it } from 'vitest';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import type { Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { ensemble } from '../../../src/science/ensemble';
import { bezier } from '../../../src/science/paths/bezier';
import { alphas, coefficientTable } from '../../../src/science/paths/path';
import { engineOn } from '../../support/engineOn';
import { collect as collectNetworks, cyclicalRate } from '../../../src/science/paths/collect';
import { collect } from '../../support/collect';
import { expectWithin } from '../../support/close';
import { architecture, patterns } from '../../support/patterns';
import { trainAlone } from '../../support/trainAlone';
import { createNodeWasmEngine } from '../../support/wasm';

const data = patterns();
const common = {
  architecture,
  loss: 'cross-entropy',
  trainingSamples: 200,
  batch: 20,
  orderSeed: 3,
  optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0, weightDecay: 0 },
} as const;
const evaluation = { split: 'test', samples: 20, finalSamples: 60 } as const;
let engine: DatasetEngine;
let from: Weights;

beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('relaxed'), data);
  const initial = initialise(architecture, 'he-normal', randomFrom(1));
  from = (await collect(trainAlone(engine, { ...common, epochs: 4, evaluation, initial }))).result
    .weights;
});

it('the rate falls straight to the lowest in half a cycle, and rises again', () => {
  const rates = Array.from({ length: 9 }, (_, i) => cyclicalRate(i + 1, 4, 1, 0.2));
  expectWithin(rates, [0.6, 0.2, 0.6, 1, 0.6, 0.2, 0.6, 1, 0.6], 1e-12);
});

it('collects networks where the rate is lowest, and an ensemble of them agrees on the classes', async () => {
  const start = from.slice();
  const options = { ...common, weights: from, epochs: 3, lowestRate: 0.001, cycle: 10 };
  const { progress, result } = await collect(collectNetworks(engine, options));
  expect(from).toEqual(start);
  expect(result).toHaveLength(3);
  expect(progress).toHaveLength(30);
  for (const { step, learningRate, collected } of progress) {
    expect(collected).toBe(Math.floor((step + 5) / 10));
    if (step % 10 === 5) expect(learningRate).toBeCloseTo(0.001, 12);
  }
  expect(new Set(result.map((w) => w.join())).size).toBe(3);
  const each = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  const on = { architecture, basis: result, split: 'test', labels: data.test.labels } as const;
  const scored = (await collect(ensemble(engine, { ...on, classes: 4 }, each))).result;
  expect(scored.accuracy).toBeGreaterThan(0.8);
});

it('takes an ensemble along a curve, whose first and last members are its ends', async () => {
  const [a, b] = [from, from.map((w) => -0.5 * w)];
  const curve = { path: bezier(1), basis: [a, from.map((w) => 0.5 * w), b] };
  const on = { architecture, split: 'test', labels: data.test.labels, classes: 4 } as const;
  const table = coefficientTable(curve.path, alphas(4));
  const along = (await collect(ensemble(engine, { ...on, basis: curve.basis }, table))).result;
  const ends = ensemble(engine, { ...on, basis: [a, b] }, Float64Array.of(1, 0, 0, 1));
  expect([along.members[0], along.members[3]]).toEqual((await collect(ends)).result.members);
  expect(along.accuracy).toBeGreaterThan(along.members[3]!.accuracy);
});

it('at a rate that stays is plain training', async () => {
  const options = { ...common, epochs: 2, cycle: 40 };
  const training = trainAlone(engine, { ...options, evaluation, initial: from });
  const rate = common.optimizer.learningRate;
  const { result } = await collect(
    collectNetworks(engine, { ...options, weights: from, lowestRate: rate }),
  );
  expectWithin(result[0]!, (await collect(training)).result.weights, 1e-5);
});

it('asks for a cycle that has a middle, in time', async () => {
  for (const cycle of [3, 0, 62]) {
    const options = { ...common, weights: from, epochs: 3, lowestRate: 0.001, cycle };
    await expect(collect(collectNetworks(engine, options))).rejects.toThrow(
      `fit into 30, got ${cycle}`,
    );
  }
});
