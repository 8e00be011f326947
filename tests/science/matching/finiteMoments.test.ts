import { beforeAll, expect, it } from 'vitest';
import type { DatasetEngine } from '../../../src/engine/engine';
import type { Architecture } from '../../../src/model/architecture';
import type { MatchingTask } from '../../../src/science/matching/alignment';
import { align } from '../../../src/science/matching/methods';
import { collect } from '../../support/collect';
import { engineOn } from '../../support/engineOn';
import { patterns } from '../../support/patterns';
import { mlp, randomNetwork } from '../../support/randomNetworks';
import { createNodeWasmEngine } from '../../support/wasm';

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
});

const relu = mlp(9, 8);
const tanh = { ...relu, activation: 'tanh' } as const;
const task = (
  a: Float32Array<ArrayBuffer>,
  b: Float32Array<ArrayBuffer>,
  architecture: Architecture = relu,
): MatchingTask => ({
  architecture,
  a,
  b,
  target: architecture,
  loss: 'cross-entropy',
  trainingSamples: 200,
});
const huge = (seed: number) => randomNetwork(relu, seed).map((w) => 1e30 * w);

const stage = 'after';
const RUNS: Readonly<Record<string, (on: MatchingTask) => AsyncGenerator<unknown, unknown, void>>> =
  {
    activation: (on) =>
      align(engine, on, 'activation', { similarity: 'cosine', stage, samples: 100 }),
    scales: (on) => align(engine, on, 'scales', { samples: 100 }),
    transport: (on) =>
      align(engine, on, 'transport', {
        ground: 'activations',
        stage,
        samples: 100,
        regularisation: 0,
      }),
  };

it.each(Object.entries(RUNS))(
  'says which network overflows, where, and what to do: %s',
  async (_, run) => {
    const fine = randomNetwork(relu, 1);
    await expect(collect(run(task(huge(2), fine)))).rejects.toThrow(
      /those of A that overflow in hidden layer \d\. .* match by weights, or train/,
    );
    await expect(collect(run(task(fine, huge(2))))).rejects.toThrow(/those of B that overflow/);
    await expect(collect(run(task(huge(3), huge(2))))).rejects.toThrow(/those of A and B that/);
  },
);

it('takes tanh, which never overflows, up to sign', async () => {
  const [a, b] = [randomNetwork(tanh, 1), randomNetwork(tanh, 2).map((w) => 1e30 * w)];
  const settings = { similarity: 'cosine', stage, samples: 100 } as const;
  const { result } = await collect(align(engine, task(a, b, tanh), 'flips', settings));
  expect(Number.isFinite(result.objective)).toBe(true);
});
