import { beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { identity, permute } from '../../../src/model/permutation';
import { dot, type Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { matchSequentially } from '../../../src/science/matching/sequentialMatching';
import { matchToFirst, mergeMany, type Aligner } from '../../../src/science/matching/many';
import {
  transferPermutations,
  type Matcher,
  type TransferPoint,
} from '../../../src/science/matching/transfer';
import { average } from '../../../src/science/merging/average';
import { largestLogitDifference } from '../../../src/science/sameFunction';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { expectWithin } from '../../support/close';
import { createOracleEngine } from '../../support/oracleEngine';
import { patterns } from '../../support/patterns';
import { cnn, mlp, randomNetwork, randomPermutations } from '../../support/randomNetworks';

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createOracleEngine(), patterns());
});

const matcher = (architecture: Architecture): Matcher =>
  async function* (a, b) {
    const layers = yield* matchSequentially({ architecture, a, b });
    return layers.map(({ permutation }) => permutation);
  };

const aligner = (architecture: Architecture): Aligner =>
  async function* (a, b) {
    const permutations = yield* matcher(architecture)(a, b);
    return { aligned: permute(architecture, a, permutations) };
  };

describe.each([mlp(8, 7), cnn(4, 'avg', 5)])('many networks of %j', (architecture) => {
  const first = randomNetwork(architecture, 1);
  const shuffled = [2, 3, 4].map((seed) =>
    permute(architecture, first, randomPermutations(architecture, 10 * seed)),
  );

  it('that are one network in other orders all come to the first', async () => {
    const { progress, result } = await collect(
      matchToFirst([first, ...shuffled], aligner(architecture)),
    );
    for (const network of result) expect(network).toEqual(first);
    expect(progress.at(-1)).toEqual({ networks: 4, of: 4 });
    expectWithin(average(result), first, 1e-6);
  });

  it('never lower the sum of their products as they merge, and stay the same functions', async () => {
    const networks = [1, 2, 3, 4].map((seed) => randomNetwork(architecture, seed));
    const { progress, result } = await collect(mergeMany(architecture, networks, 1));
    const path = progress.map(({ objective }) => objective);
    path.slice(1).forEach((next, i) => expect(next).toBeGreaterThanOrEqual(path[i]!));
    const products = (of: readonly Weights[]) =>
      of.flatMap((x, i) => of.slice(i + 1).map((y) => dot(x, y))).reduce((sum, p) => sum + p, 0);
    expect(result.objectives[0]).toBeCloseTo(products(networks), 6);
    expect(result.objectives.at(-1)).toBeCloseTo(products(result.networks), 6);
    expect(result.objectives.at(-1)).toBeGreaterThan(result.objectives[0]!);
    for (const [k, network] of result.networks.entries()) {
      const before = networks[k]!;
      const difference = await largestLogitDifference(engine, architecture, before, network, 40);
      expect(difference).toBeLessThan(1e-4);
    }
  });

  it('of one kind merge to themselves', async () => {
    const { result } = await collect(mergeMany(architecture, [first, first, first], 1));
    expect(result.networks).toEqual([first, first, first]);
    const alone = await collect(mergeMany(architecture, [first], 1));
    expect(alone.result.networks).toEqual([first]);
  });
});

it('two networks of one hidden layer merge into one order', async () => {
  const architecture = mlp(9);
  const a = randomNetwork(architecture, 1);
  const b = permute(architecture, a, randomPermutations(architecture, 5));
  const { result } = await collect(mergeMany(architecture, [a, b], 1));
  expect(result.networks[0]).toEqual(result.networks[1]);
});

describe('a permutation found at one step and applied at another', () => {
  const architecture = mlp(6, 5);
  const planted = randomPermutations(architecture, 7);
  const steps = [0, 50, 100];
  const a = [1, 2, 3].map((seed) => randomNetwork(architecture, seed));
  // B is A in another order at 0 and 100, and another network in between.
  const b = [
    permute(architecture, a[0]!, planted),
    randomNetwork(architecture, 9),
    permute(architecture, a[2]!, planted),
  ];
  const checkpoints = { steps, a, b };
  const options = {
    architecture,
    loss: 'cross-entropy',
    split: 'test',
    samples: 40,
    checkpoints,
  } as const;
  const run = (found: readonly (number | null)[], match: Matcher) =>
    collect(transferPermutations(engine, { ...options, found }, match));
  const pick = (points: readonly TransferPoint[], found: number | null, applied: number) =>
    points.find((point) => point.found === found && point.applied === applied);

  it('holds where the networks are one another in another order', async () => {
    const { progress, result } = await run([0, 100, null], matcher(architecture));
    expect(progress.filter((point) => point !== null)).toEqual(result);
    expect(result.map(({ applied }) => applied)).toEqual([...steps, ...steps, ...steps]);
    const alone = async (k: number) => {
      const evaluator = await engine.evaluator({ ...options, basis: [b[k]!] });
      return (await evaluator.evaluate(Float64Array.of(1))).loss[0]!;
    };
    expect(pick(result, 0, 100)!.loss).toBeCloseTo(await alone(2), 5);
    expect(pick(result, 100, 0)!.loss).toBeCloseTo(await alone(0), 5);
    expect(pick(result, null, 0)).toEqual({ ...pick(result, 0, 0)!, found: null });
    expect(pick(result, null, 100)).toEqual({ ...pick(result, 100, 100)!, found: null });
    expect(pick(result, null, 50)!.loss).not.toBe(pick(result, 0, 50)!.loss);
  });

  it('is found once for each step', async () => {
    let calls = 0;
    async function* counted() {
      calls++;
      await Promise.resolve();
      yield null;
      return [identity(6), identity(5)];
    }
    await run([0, null, 50], counted);
    expect(calls).toBe(3);
  });

  it('says which steps there are', async () => {
    await expect(run([70], matcher(architecture))).rejects.toThrow('a step of 0, 50, 100, got 70');
  });
});
