import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { combine, type Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { average, uniformAverage } from '../../../src/science/merging/average';
import { repair, statisticsOf } from '../../../src/science/merging/repair';
import { largestLogitDifference } from '../../../src/science/sameFunction';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { expectWithin } from '../../support/close';
import { createOracleEngine } from '../../support/oracleEngine';
import { patterns } from '../../support/patterns';
import { cnn, mlp, randomNetwork } from '../../support/randomNetworks';
import { createNodeWasmEngine } from '../../support/wasm';

it('averages networks with equal weights', () => {
  const networks = [
    [1, 2],
    [3, 6],
    [5, 1],
  ].map((w) => Float32Array.from(w));
  expectWithin(average(networks), [3, 3], 1e-6);
  expect(Array.from(uniformAverage(networks).coefficients)).toEqual([1 / 3, 1 / 3, 1 / 3]);
});

describe.each([
  ['oracle', () => Promise.resolve(createOracleEngine())],
  ['WebAssembly', () => createNodeWasmEngine('plain')],
])('REPAIR on %s', (_, create) => {
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(create(), patterns());
  });
  afterAll(() => engine.dispose());

  describe.each([mlp(9, 8, 7), cnn(4, 'avg', 5)])('of %j', (architecture) => {
    const samples = 100;
    const networks = [1, 2, 3].map((seed) => randomNetwork(architecture, seed));
    const run = async (parents: readonly Weights[], coefficients: number[]) =>
      (await collect(repair(engine, { architecture, networks: parents, coefficients, samples })))
        .result;

    it.each([
      [2, [0.5, 0.5]],
      [2, [0.8, 0.2]],
      [3, [1 / 3, 1 / 3, 1 / 3]],
    ])("gives the average of %i the mix of its parents' statistics: %j", async (n, shares) => {
      const parents = networks.slice(0, n);
      const { weights } = await run(parents, shares);
      const of = (w: Weights) => statisticsOf(engine, architecture, w, samples);
      const expected = await Promise.all(parents.map(of));
      (await of(weights)).forEach(({ mean, deviation }, l) => {
        const mix = (field: 'mean' | 'deviation') =>
          mean.map((_, i) => shares.reduce((s, c, k) => s + c * expected[k]![l]![field][i]!, 0));
        expectWithin(mean, mix('mean'), 1e-4);
        expectWithin(deviation, mix('deviation'), 1e-4);
      });
    });

    it('leaves the ends of the line as they were', async () => {
      for (const [k, shares] of [
        [0, [1, 0]],
        [1, [0, 1]],
      ] as const) {
        const { weights, varianceRatios } = await run(networks.slice(0, 2), [...shares]);
        expectWithin(weights, networks[k]!, 1e-4);
        const before = networks[k]!;
        const difference = await largestLogitDifference(engine, architecture, before, weights, 50);
        expect(difference).toBeLessThan(1e-3);
        for (const ratio of varianceRatios) expect(ratio).toBeCloseTo(1, 4);
      }
    });

    it('tells how much less the units of the average vary', async () => {
      const { varianceRatios } = await run(networks.slice(0, 2), [0.5, 0.5]);
      for (const ratio of varianceRatios) expect(ratio).toBeLessThan(0.9);
    });
  });

  it('moves a unit that never changes to the mean, and divides by nothing', async () => {
    const architecture = mlp(3);
    const [a, b] = [1, 2].map((seed) => randomNetwork(architecture, seed));
    for (let k = 0; k < 16; k++) b![k] = -a![k]!;
    const { result } = await collect(
      repair(engine, { architecture, networks: [a!, b!], coefficients: [0.5, 0.5], samples: 50 }),
    );
    expect(result.weights.every(Number.isFinite)).toBe(true);
    const plain = combine([a!, b!], [0.5, 0.5]);
    expectWithin(result.weights.subarray(0, 16), plain.subarray(0, 16), 0);
  });
});
