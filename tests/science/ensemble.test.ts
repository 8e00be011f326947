import { beforeAll, expect, it } from 'vitest';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import type { Weights } from '../../src/model/weights';
import type { DatasetEngine } from '../../src/engine/engine';
import { ensemble, type EnsembleOptions } from '../../src/science/ensemble';
import { evaluate } from '../../src/science/evaluate';
import { engineOn } from '../support/engineOn';
import { collect } from '../support/collect';
import { expectWithin } from '../support/close';
import { architecture, patterns } from '../support/patterns';
import { trainAlone } from '../support/trainAlone';
import { createNodeWasmEngine } from '../support/wasm';

const data = patterns();
const labels = data.test.labels;
let engine: DatasetEngine;
let basis: Weights[];
let options: EnsembleOptions;

beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('relaxed'), data);
  const trained = async (seed: number) => {
    const training = trainAlone(engine, {
      architecture,
      loss: 'cross-entropy',
      trainingSamples: 200,
      batch: 20,
      epochs: 2,
      optimizer: { kind: 'sgd', learningRate: 0.05, momentum: 0, weightDecay: 0 },
      evaluation: { split: 'test', samples: 20, finalSamples: 60 },
      initial: initialise(architecture, 'he-normal', randomFrom(seed)),
      orderSeed: seed,
    });
    return (await collect(training)).result.weights;
  };
  basis = [await trained(1), await trained(2), await trained(3)];
  options = { architecture, basis, split: 'test', labels, classes: 4 };
});

const each = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);

it('scores its members as the engine does', async () => {
  const { progress, result } = await collect(ensemble(engine, options, each));
  const on = { architecture, basis, loss: 'cross-entropy', split: 'test', samples: 60 } as const;
  const { loss, accuracy } = (await collect(evaluate(engine, on, each))).result;
  expect(progress).toEqual(result.members);
  expectWithin(
    result.members.map((m) => m.loss),
    loss,
    1e-5,
  );
  expectWithin(
    result.members.map((m) => m.accuracy),
    accuracy,
    1e-7,
  );
});

it('is no worse in cross-entropy than its members on average, as -log is convex', async () => {
  const { members, loss, disagreement } = (await collect(ensemble(engine, options, each))).result;
  const mean = members.reduce((sum, member) => sum + member.loss, 0) / 3;
  expect(disagreement).toBeGreaterThan(0);
  expect(loss).toBeLessThan(mean);
});

it('of one network, however often, is that network', async () => {
  const alone = (await collect(ensemble(engine, options, Float64Array.of(1, 0, 0)))).result;
  const twice = (await collect(ensemble(engine, options, Float64Array.of(1, 0, 0, 1, 0, 0))))
    .result;
  expect(alone).toMatchObject({ ...alone.members[0], disagreement: 0 });
  expect(twice.disagreement).toBe(0);
  expect(twice.loss).toBeCloseTo(alone.loss, 12);
  await expect(collect(ensemble(engine, options, new Float64Array(0)))).rejects.toThrow('got none');
});
