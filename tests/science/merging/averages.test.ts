import { beforeAll, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { permute } from '../../../src/model/permutation';
import { randomFrom, shuffled } from '../../../src/model/random';
import type { Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { align } from '../../../src/science/matching/methods';
import { averagesMerged, averagesToFirst } from '../../../src/science/merging/averages';
import { scoreOf } from '../../../src/science/score';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { patterns } from '../../support/patterns';
import { createNodeWasmEngine } from '../../support/wasm';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [9, 7],
  outputs: 4,
  activation: 'relu',
};
const random = randomFrom(6);
const planted = () => [shuffled(random, 9), shuffled(random, 7)];
const weights = initialise(architecture, 'he-normal', random);
const initial = initialise(architecture, 'he-normal', random);
/** One network in four orders of its units, and the initialisation that went with each. */
const networks = [
  { initial, weights },
  ...[planted(), planted(), planted()].map((permutations) => ({
    initial: permute(architecture, initial, permutations),
    weights: permute(architecture, weights, permutations),
  })),
];
const on = { architecture, loss: 'cross-entropy', split: 'test', samples: 60 } as const;
const options = { ...on, networks, repairSamples: 100 };

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
});

const byActivations = (a: Weights, b: Weights) =>
  align(
    engine,
    { architecture, a, target: architecture, b, loss: 'cross-entropy', trainingSamples: 200 },
    'activation',
    { similarity: 'cosine', stage: 'after', samples: 200 },
  );

it('averages of one network under planted orders are that network, trained or not', async () => {
  const one = await scoreOf(engine, on, weights);
  const untrained = await scoreOf(engine, on, initial);
  const { result } = await collect(averagesToFirst(engine, options, byActivations));
  expect(result.map((point) => point.networks)).toEqual([2, 3, 4]);
  for (const { naive, naiveRepaired, aligned, repaired, initial: atInitialization } of result) {
    expect(naiveRepaired.loss).not.toBeCloseTo(naive.loss, 2);
    expect(aligned.loss).toBeCloseTo(one.loss, 5);
    expect(repaired.loss).toBeCloseTo(one.loss, 4);
    expect(atInitialization?.aligned.loss).toBeCloseTo(untrained.loss, 5);
    expect(Math.abs(naive.loss - one.loss)).toBeGreaterThan(0.01);
    expect(Math.abs((atInitialization?.naive.loss ?? NaN) - untrained.loss)).toBeGreaterThan(0.01);
  }
});

it('merging many finds the same without a first network', async () => {
  const one = await scoreOf(engine, on, weights);
  const { result } = await collect(averagesMerged(engine, options, 1));
  expect(result[0]?.aligned.loss).toBeCloseTo(one.loss, 5);
  expect(result.map(({ initial: atInitialization }) => atInitialization)).toEqual([
    null,
    null,
    null,
  ]);
});
