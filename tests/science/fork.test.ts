import { beforeAll, expect, it } from 'vitest';
import type { Architecture } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import { distance } from '../../src/model/weights';
import type { Engine } from '../../src/engine/engine';
import { DivergedError } from '../../src/science/divergence';
import { fork, trunk, type TrunkOptions } from '../../src/science/fork';
import type { Trained } from '../../src/science/train';
import { expectWithin } from '../support/close';
import { collect } from '../support/collect';
import { createOracleEngine } from '../support/oracleEngine';
import { patterns } from '../support/patterns';
import { trainAlone } from '../support/trainAlone';
import { createNodeWasmEngine } from '../support/wasm';

const architecture: Architecture = {
  ...{ kind: 'mlp', inputs: 16, hidden: [6], outputs: 4, activation: 'relu' },
};
const options: TrunkOptions = {
  architecture,
  loss: 'cross-entropy',
  trainingSamples: 190,
  batch: 20,
  epochs: 3,
  optimizer: {
    kind: 'adamw',
    learningRate: 0.01,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0.01,
  },
  evaluation: { split: 'test', samples: 20, finalSamples: 60 },
  initial: initialise(architecture, 'he-normal', randomFrom(1)),
  orderSeed: 5,
  forks: [0, 7, 10, 26, 30],
};

function trained(outcomes: readonly (Trained | DivergedError)[]): Trained[] {
  return outcomes.map((outcome) => {
    if (outcome instanceof DivergedError) throw outcome;
    return outcome;
  });
}

let engine: Engine;
beforeAll(async () => {
  engine = await createNodeWasmEngine('relaxed');
  await engine.load(patterns());
});

it('a copy that goes on with the order of the trunk is the uninterrupted run', async () => {
  // Checkpoints are float32, which the moments of the oracle are not.
  const engines: [Engine, number][] = [
    [engine, 0],
    [createOracleEngine(), 1e-6],
  ];
  for (const [each, tolerance] of engines) {
    await each.load(patterns());
    const whole = (await collect(trainAlone(each, options))).result.weights;
    const checkpoints = (await collect(trunk(each, options))).result;
    expect(checkpoints.map((at) => at?.step ?? 0)).toEqual(options.forks);
    for (const from of checkpoints) {
      const copies = fork(each, { ...options, from, orderSeeds: [options.orderSeed] });
      const [copy] = trained((await collect(copies)).result);
      expectWithin(copy!.weights, whole, tolerance);
    }
  }
});

it('copies drift apart the further, the earlier they part', async () => {
  const checkpoints = (await collect(trunk(engine, options))).result;
  const gaps: number[] = [];
  for (const from of checkpoints) {
    const copies = fork(engine, { ...options, from, orderSeeds: [1, 2] });
    const [one, other] = trained((await collect(copies)).result);
    gaps.push(distance(one!.weights, other!.weights));
  }
  expect(gaps.at(-1)).toBe(0);
  expect(gaps[3]).toBeGreaterThan(0);
  expect(gaps[0]!).toBeGreaterThan(2 * gaps[3]!);
});

it('goes no further than the last fork, whatever the pace', async () => {
  const run = async (time: number) => {
    const clock = () => (time *= 2);
    return collect(trunk(engine, { ...options, forks: [12], clock }));
  };
  const { progress, result } = await run(1);
  expect(progress.at(-1)).toMatchObject({ network: 0, step: 12, steps: 30, epoch: 2 });
  expect(result[0]!.losses).toHaveLength(12);
  expect((await run(1e-30)).result).toEqual(result);
});

it('refuses steps that do not ascend or lie beyond the training', async () => {
  for (const forks of [[3, 3], [5, 2], [31], [0.5], [-1]])
    await expect(collect(trunk(engine, { ...options, forks }))).rejects.toThrow(
      `from 0 to 30 to fork at, got ${forks.join(', ')}`,
    );
});

it('ends when it diverges', async () => {
  const optimizer = { kind: 'sgd', learningRate: 1e6, momentum: 0, weightDecay: 0 } as const;
  await expect(collect(trunk(engine, { ...options, optimizer }))).rejects.toThrow(DivergedError);
});
