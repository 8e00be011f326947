/** Several datasets in one engine at a time, and one of them under several normalisations. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import type { Dataset } from '../../src/data/dataset';
import type { DatasetEngine, Engine } from '../../src/engine/engine';
import { ENGINES } from '../support/engines';
import { createOracleEngine } from '../support/oracleEngine';
import { patterns } from '../support/patterns';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [7],
  outputs: 4,
  activation: 'tanh',
};
const [a, b] = [1, 2].map((seed) => initialise(architecture, 'xavier', randomFrom(seed)));

const one = patterns({ channels: 2 });
const other = patterns({ channels: 2, seed: 2, train: 150 });
const scaled = [
  { mean: 0, standardDeviation: 1 },
  { mean: 0.25, standardDeviation: 0.5 },
];

/** What an engine answers on the images: loss and accuracy, gradient, trained weights, moments and logits. */
async function answers(engine: DatasetEngine) {
  const basis = [a!, b!];
  const common = { architecture, loss: 'cross-entropy' } as const;
  const coefficients = Float64Array.of(1, 0, 0.5, 0.5);
  const evaluator = await engine.evaluator({ ...common, basis, split: 'test', samples: 60 });
  const trainer = await engine.trainer({
    ...common,
    basis,
    free: [true, true],
    networks: 2,
    optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 0 },
  });
  const indices = Uint32Array.from({ length: 40 }, (_, i) => (7 * i) % 150);
  await trainer.run({ indices, batch: 10, coefficients: Float64Array.of(1, 0, 0, 1, 1, 0, 0, 1) });
  const all = {
    evaluation: await evaluator.evaluate(coefficients),
    gradient: await engine.gradient({
      ...common,
      split: 'train',
      indices,
      combinations: { basis, coefficients },
    }),
    trained: await trainer.weights(),
    moments: await engine.moments({ architecture, a: a!, b: b!, samples: 50, stage: 'after' }),
    logits: await engine.logits(architecture, a!, 'test', 9),
  };
  evaluator.dispose();
  trainer.dispose();
  return all;
}

async function alone(create: () => Promise<Engine>, dataset: Dataset) {
  const engine = await create();
  const loaded = await engine.load(dataset);
  const all = await answers(loaded);
  loaded.dispose();
  engine.dispose();
  return all;
}

describe.each([
  ...ENGINES,
  ['oracle', () => Promise.resolve(createOracleEngine()), false] as (typeof ENGINES)[number],
])('%s', (_, create) => {
  let expected: Awaited<ReturnType<typeof answers>>[];
  beforeAll(async () => {
    expected = [];
    for (const dataset of [one, other, { ...one, normalization: scaled }])
      expected.push(await alone(create, dataset));
  });

  let engine: Engine;
  beforeAll(async () => {
    engine = await create();
  });
  afterAll(() => engine.dispose());

  it('answers on each dataset and normalisation what it answers on that alone', async () => {
    const first = await engine.load(one);
    const second = await engine.load(other);
    const third = await first.normalized(scaled);
    expect(await answers(second)).toEqual(expected[1]);
    expect(await answers(first)).toEqual(expected[0]);
    expect(await answers(third)).toEqual(expected[2]);
    // The images stay for those that are left.
    first.dispose();
    expect(await answers(third)).toEqual(expected[2]);
    expect(await answers(second)).toEqual(expected[1]);
    third.dispose();
    second.dispose();
    const again = await engine.load(one);
    expect(await answers(again)).toEqual(expected[0]);
    again.dispose();
  });

  it('differs between normalisations', () => {
    expect(expected[0]!.logits).not.toEqual(expected[2]!.logits);
  });

  it('refuses a normalisation of other channels', async () => {
    const loaded = await engine.load(one);
    await expect(loaded.normalized(scaled.slice(1))).rejects.toThrow(
      'Expected a mean and a standard deviation for each of 2 channels, got 1.',
    );
    loaded.dispose();
  });
});
