import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permute, type Permutation } from '../../../src/model/permutation';
import type { DatasetEngine } from '../../../src/engine/engine';
import { matchExhaustively } from '../../../src/science/matching/exhaustive';
import { midpoint } from '../../../src/science/matching/midpoint';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { patterns } from '../../support/patterns';
import { mlp, randomNetwork } from '../../support/randomNetworks';
import { createNodeWasmEngine } from '../../support/wasm';

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('plain'), patterns());
});
afterAll(() => engine.dispose());

const common = { loss: 'cross-entropy', samples: 50 } as const;

/** Every order of some items. */
function ordersOf(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    ordersOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

describe('the exhaustive search', () => {
  const architecture = mlp(3, 4);
  const [a, b] = [randomNetwork(architecture, 1), randomNetwork(architecture, 2)];
  const options = { architecture, ...common };
  const lossOf = async (permutations: readonly Permutation[]) => {
    const permuted = permute(architecture, a, permutations);
    return (await midpoint(engine, { ...options, split: 'train' }, permuted, b)).loss;
  };

  it('finds the lowest loss of all 144 permutations, and tells how it goes', async () => {
    const losses: number[] = [];
    for (const first of ordersOf([0, 1, 2]))
      for (const second of ordersOf([0, 1, 2, 3]))
        losses.push(await lossOf([first, second].map((p) => Uint32Array.from(p))));
    const { progress, result } = await collect(matchExhaustively(engine, { ...options, a, b }));
    expect(result.loss).toBe(Math.min(...losses));
    expect(await lossOf(result.permutations)).toBe(result.loss);
    expect(progress.map(({ step }) => step)).toEqual(losses.map((_, i) => i + 1));
    for (const [i, { steps, loss }] of progress.entries()) {
      expect(steps).toBe(144);
      if (i > 0) expect(loss).toBeLessThanOrEqual(progress[i - 1]!.loss);
    }
  });

  it('refuses networks with too many, before it tries any', async () => {
    const wide = mlp(5, 5);
    const own = randomNetwork(wide, 1);
    const search = matchExhaustively(engine, { ...common, architecture: wide, a: own, b: own });
    await expect(search.next()).rejects.toThrow(
      'at most 5,040 permutations in all to try each, such as 7 units or 4 and 4, got a network 16-5-5-4',
    );
  });
});
