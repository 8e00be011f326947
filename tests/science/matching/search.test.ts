import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { permute, type Permutation } from '../../../src/model/permutation';
import type { Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { matchByAnnealing } from '../../../src/science/matching/annealing';
import { matchDifferentiably } from '../../../src/science/matching/differentiable';
import { matchExhaustively } from '../../../src/science/matching/exhaustive';
import { midpoint } from '../../../src/science/matching/midpoint';
import type { Found, SearchProgress } from '../../../src/science/matching/search';
import { matchStraightThrough } from '../../../src/science/matching/straightThrough';
import { matchWeights } from '../../../src/science/matching/weightMatching';
import { largestLogitDifference } from '../../../src/science/sameFunction';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { patterns } from '../../support/patterns';
import { mlp, randomNetwork, randomPermutations } from '../../support/randomNetworks';
import { trainAlone } from '../../support/trainAlone';
import { createNodeWasmEngine } from '../../support/wasm';

const SAMPLES = 200;

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('plain'), patterns());
});
afterAll(() => engine.dispose());

async function trained(architecture: Architecture, seed: number): Promise<Weights> {
  const optimizer = { kind: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 0 } as const;
  const training = trainAlone(engine, {
    architecture,
    loss: 'cross-entropy',
    optimizer,
    trainingSamples: SAMPLES,
    batch: 20,
    epochs: 15,
    evaluation: { split: 'test', samples: 60, finalSamples: 60 },
    initial: randomNetwork(architecture, seed),
    orderSeed: seed,
  });
  return (await collect(training)).result.weights;
}

type Search = (
  architecture: Architecture,
  a: Weights,
  b: Weights,
  seed?: number,
) => AsyncGenerator<SearchProgress, Found, void>;

const common = { loss: 'cross-entropy', samples: SAMPLES } as const;
const batches = { trainingSamples: SAMPLES, batch: 50 };
const searches: Record<string, Search> = {
  'straight-through': (architecture, a, b, seed = 1) =>
    matchStraightThrough(engine, {
      architecture,
      a,
      b,
      ...common,
      ...batches,
      learningRate: 0.1,
      steps: 20,
      seed,
    }),
  annealing: (architecture, a, b, seed = 1) =>
    matchByAnnealing(engine, {
      architecture,
      a,
      b,
      ...common,
      hottest: 0.3,
      coldest: 0.001,
      steps: 400,
      seed,
    }),
  exhaustive: (architecture, a, b) => matchExhaustively(engine, { architecture, a, b, ...common }),
  differentiable: (architecture, a, b, seed = 1) =>
    matchDifferentiably(engine, {
      architecture,
      a,
      b,
      ...common,
      ...batches,
      learningRate: 0.1,
      steps: 100,
      seed,
      temperature: 1,
      iterations: 20,
      objective: 'middle',
    }),
};

const middleLoss = async (
  architecture: Architecture,
  a: Weights,
  b: Weights,
  permutations: readonly Permutation[],
) => {
  const options = { architecture, ...common, split: 'train' } as const;
  return (await midpoint(engine, options, permute(architecture, a, permutations), b)).loss;
};

describe.each(Object.entries(searches))('%s', (_, search) => {
  const architecture = mlp(4, 4);

  it('recovers a planted permutation of a trained network', async () => {
    const a = await trained(architecture, 1);
    const planted = randomPermutations(architecture, 9);
    const b = permute(architecture, a, planted);
    const { result } = await collect(search(architecture, a, b));
    expect(result.permutations).toEqual(planted);
    expect(result.loss).toBeCloseTo(await middleLoss(architecture, b, b, planted.map(inOrder)), 5);
  });

  it('never lets its best loss rise, and returns what it says', async () => {
    const [a, b] = [await trained(architecture, 2), await trained(architecture, 3)];
    const { progress, result } = await collect(search(architecture, a, b));
    const losses = progress.map(({ loss }) => loss);
    losses.slice(1).forEach((next, i) => expect(next).toBeLessThanOrEqual(losses[i]!));
    const { step, steps } = progress.at(-1)!;
    expect(step).toBe(steps);
    expect(result.loss).toBe(losses.at(-1));
    expect(result.loss).toBe(await middleLoss(architecture, a, b, result.permutations));
    expect(result.loss).toBeLessThan(await middleLoss(architecture, a, b, [0, 1].map(four)));
    const same = permute(architecture, a, result.permutations);
    expect(await largestLogitDifference(engine, architecture, a, same, 60)).toBeLessThan(1e-4);
  });

  it('gives the same for the same seed', async () => {
    const [a, b] = [randomNetwork(architecture, 4), randomNetwork(architecture, 5)];
    const [one, two] = [
      await collect(search(architecture, a, b, 6)),
      await collect(search(architecture, a, b, 6)),
    ];
    expect(one).toEqual(two);
  });
});

const four = () => Uint32Array.of(0, 1, 2, 3);
const inOrder = (p: Permutation) => p.map((_, i) => i);

it('straight-through is never worse than weight matching, from which it starts', async () => {
  const architecture = mlp(6, 6);
  for (const seed of [10, 20, 30]) {
    const [a, b] = [await trained(architecture, seed), await trained(architecture, seed + 1)];
    const weight = await collect(matchWeights({ architecture, a, b, seed: 1 }));
    const permutations = weight.result.layers.map(({ permutation }) => permutation);
    const { result } = await collect(searches['straight-through']!(architecture, a, b));
    expect(result.loss).toBeLessThanOrEqual(await middleLoss(architecture, a, b, permutations));
  }
});

it.each(['line', 'distance'] as const)(
  'follows the %s down to a planted permutation too',
  async (objective) => {
    const architecture = mlp(4, 4);
    const a = await trained(architecture, 1);
    const planted = randomPermutations(architecture, 9);
    const { result } = await collect(
      matchDifferentiably(engine, {
        architecture,
        a,
        b: permute(architecture, a, planted),
        ...common,
        ...batches,
        learningRate: 0.1,
        steps: 100,
        seed: 1,
        temperature: 1,
        iterations: 20,
        objective,
      }),
    );
    expect(result.permutations).toEqual(planted);
  },
);

it('annealing finds the best of all 24 permutations of four units', async () => {
  const architecture = mlp(4);
  const [a, b] = [await trained(architecture, 6), await trained(architecture, 7)];
  const all = permutationsOf([0, 1, 2, 3]).map((p) => [Uint32Array.from(p)]);
  const losses: number[] = [];
  for (const permutations of all) losses.push(await middleLoss(architecture, a, b, permutations));
  const { result } = await collect(searches['annealing']!(architecture, a, b));
  expect(result.loss).toBe(Math.min(...losses));
});

function permutationsOf(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutationsOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

it('says which settings make no sense', async () => {
  const architecture = mlp(3);
  const a = randomNetwork(architecture, 1);
  const base = { architecture, a, b: a, ...common, steps: 2, seed: 1 };
  const heating = matchByAnnealing(engine, { ...base, hottest: 0.1, coldest: 0.2 });
  await expect(collect(heating)).rejects.toThrow('temperatures that fall');
  const frozen = matchDifferentiably(engine, {
    ...base,
    ...batches,
    learningRate: 0.1,
    temperature: 0,
    iterations: 20,
    objective: 'line',
  });
  await expect(collect(frozen)).rejects.toThrow('temperature above 0');
});
