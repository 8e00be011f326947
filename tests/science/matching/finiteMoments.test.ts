import { beforeAll, expect, it } from 'vitest';
import type { DatasetEngine } from '../../../src/engine/engine';
import { align, type MethodName } from '../../../src/science/matching/methods';
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
const task = (a: Float32Array<ArrayBuffer>, b: Float32Array<ArrayBuffer>, architecture = relu) => ({
  ...{ architecture, a, b, target: architecture, loss: 'cross-entropy', trainingSamples: 200 },
});
const huge = (seed: number) => randomNetwork(relu, seed).map((w) => 1e30 * w);

it.each<MethodName>(['activation', 'scales', 'transport'])(
  'says which network overflows, where, and what to do: %s',
  async (method) => {
    const fine = randomNetwork(relu, 1);
    const matching = (a: Float32Array<ArrayBuffer>, b: Float32Array<ArrayBuffer>) =>
      collect(align(engine, { ...task(a, b), loss: 'cross-entropy' }, method));
    await expect(matching(huge(2), fine)).rejects.toThrow(
      /those of A that overflow in hidden layer \d\. .* match by weights, or train/,
    );
    await expect(matching(fine, huge(2))).rejects.toThrow(/those of B that overflow/);
    await expect(matching(huge(3), huge(2))).rejects.toThrow(/those of A and B that overflow/);
  },
);

it('takes tanh, which never overflows, up to sign', async () => {
  const [a, b] = [randomNetwork(tanh, 1), randomNetwork(tanh, 2).map((w) => 1e30 * w)];
  const { result } = await collect(
    align(engine, { ...task(a, b), architecture: tanh, target: tanh, loss: 'mse' }, 'flips'),
  );
  expect(Number.isFinite(result.objective)).toBe(true);
});
