import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiddenWidths, type Architecture } from '../../../src/model/architecture';
import { permute } from '../../../src/model/permutation';
import type { Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { matchActivations } from '../../../src/science/matching/activationMatching';
import { mix, mixOf } from '../../../src/science/matching/mixing';
import { transport, type TransportOptions } from '../../../src/science/matching/transport';
import { widen, withWidths } from '../../../src/science/matching/widths';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { expectWithin, largest } from '../../support/close';
import { createOracleEngine } from '../../support/oracleEngine';
import { patterns } from '../../support/patterns';
import { cnn, mlp, randomNetwork, randomPermutations } from '../../support/randomNetworks';
import { createNodeWasmEngine } from '../../support/wasm';

const SAMPLES = 60;

describe.each([
  ['oracle', () => Promise.resolve(createOracleEngine())],
  ['WebAssembly', () => createNodeWasmEngine('plain')],
])('on %s', (_, create) => {
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(create(), patterns());
  });
  afterAll(() => engine.dispose());

  const run = async (
    a: readonly [Architecture, Weights],
    b: readonly [Architecture, Weights],
    changes: Partial<TransportOptions> = {},
  ) =>
    (
      await collect(
        transport(engine, {
          architecture: a[0],
          a: a[1],
          target: b[0],
          b: b[1],
          samples: SAMPLES,
          ground: 'activations',
          stage: 'before',
          regularisation: 0.02,
          ...changes,
        }),
      )
    ).result;

  const logits = (architecture: Architecture, weights: Weights) =>
    engine.logits(architecture, weights, 'test', 30);

  describe.each([mlp(8, 7), cnn(4, 'avg', 6)])('of %j', (architecture) => {
    const a = randomNetwork(architecture, 1);
    const other = randomNetwork(architecture, 2);

    it.each(['weights', 'activations'] as const)(
      'carries a permuted network back: by its %s',
      async (ground) => {
        const planted = randomPermutations(architecture, 3);
        const b = permute(architecture, a, planted);
        for (const regularisation of [0, 0.001]) {
          const options = { ground, regularisation };
          const { layers, carried, cost } = await run(
            [architecture, a],
            [architecture, b],
            options,
          );
          layers.forEach(({ shares }, l) => expectWithin(shares, mixOf(planted[l]!).values, 1e-5));
          expectWithin(carried, b, 1e-4);
          expect(cost).toBeLessThan(1e-4);
        }
      },
    );

    it('comes to the hard permutation as the regularisation goes to 0', async () => {
      const pair = [
        [architecture, a],
        [architecture, other],
      ] as const;
      const hard = await run(...pair, { regularisation: 0 });
      const matched = await collect(
        matchActivations(engine, {
          architecture,
          a,
          b: other,
          similarity: 'l2',
          stage: 'before',
          samples: SAMPLES,
        }),
      );
      const permutations = matched.result.map(({ permutation }) => permutation);
      expect(hard.carried).toEqual(permute(architecture, a, permutations));
      const far: number[] = [];
      for (const regularisation of [1, 0.1, 0.01, 0.0005]) {
        const { layers, cost } = await run(...pair, { regularisation });
        far.push(
          Math.max(
            ...layers.map(({ shares }, l) =>
              largest(shares.map((s, k) => s - hard.layers[l]!.shares[k]!)),
            ),
          ),
        );
        expect(cost).toBeGreaterThan(0.999 * hard.cost);
      }
      far.slice(1).forEach((next, i) => expect(next).toBeLessThan(far[i]!));
      expect(far.at(-1)).toBeLessThan(0.02);
    });

    it('mixes all units alike when nothing is regarded but entropy', async () => {
      const { layers } = await run([architecture, a], [architecture, other], {
        regularisation: 1e6,
      });
      layers.forEach(({ shares }, l) => {
        const n = hiddenWidths(architecture)[l]!;
        expectWithin(shares, new Float64Array(n * n).fill(1 / n), 1e-5);
      });
    });

    it('carries a network whose units were doubled back to the narrow one', async () => {
      const doubling = hiddenWidths(architecture).map((n) => {
        const twice = (share: number) => ({
          values: Float64Array.from({ length: 2 * n * n }, (_, k) =>
            Math.floor(k / n) % n === k % n ? share : 0,
          ),
          rows: 2 * n,
          columns: n,
        });
        return { incoming: twice(1), outgoing: twice(0.5) };
      });
      const doubled = mix(architecture, a, doubling);
      const wide = withWidths(
        architecture,
        hiddenWidths(architecture).map((n) => 2 * n),
      );
      expectWithin(await logits(wide, doubled), await logits(architecture, a), 1e-4);
      for (const ground of ['weights', 'activations'] as const) {
        const changes = { ground, regularisation: 0.001 };
        const { carried } = await run([wide, doubled], [architecture, a], changes);
        expectWithin(carried, a, 1e-4);
      }
    });

    it('carries between any widths, all mass accounted for', async () => {
      const narrow = withWidths(
        architecture,
        hiddenWidths(architecture).map((n) => n - 2),
      );
      const small = randomNetwork(narrow, 4);
      for (const [from, to] of [
        [narrow, architecture],
        [architecture, narrow],
      ] as const) {
        const [x, y] = [from, to].map((own) => (own === narrow ? small : a));
        for (const ground of ['weights', 'activations'] as const) {
          const { layers, carried } = await run([from, x!], [to, y!], { ground });
          expect(carried).toHaveLength(y!.length);
          layers.forEach(({ shares }, l) => {
            const [rows, columns] = [hiddenWidths(to)[l]!, hiddenWidths(from)[l]!];
            for (let i = 0; i < rows; i++) {
              const row = shares.subarray(i * columns, (i + 1) * columns);
              expect(row.reduce((sum, s) => sum + s, 0)).toBeCloseTo(1, 9);
            }
            for (let j = 0; j < columns; j++) {
              const column = shares.filter((_, k) => k % columns === j);
              expect(column.reduce((sum, s) => sum + s, 0)).toBeCloseTo(rows / columns, 3);
            }
          });
        }
      }
    });

    it('is the same function with dead units more', async () => {
      const wide = withWidths(
        architecture,
        hiddenWidths(architecture).map((n, l) => n + 1 + l),
      );
      const widened = widen(architecture, a, wide);
      expectWithin(await logits(wide, widened), await logits(architecture, a), 1e-5);
    });
  });

  it('says what it cannot carry', async () => {
    const [one, two] = [mlp(4), mlp(5)];
    const [a, b] = [randomNetwork(one, 1), randomNetwork(two, 1)];
    await expect(run([one, a], [two, b], { regularisation: 0 })).rejects.toThrow(
      'above 0, as 5 and 4 units differ in number, got 0',
    );
    await expect(run([one, a], [one, a], { regularisation: -1 })).rejects.toThrow('above 0, or 0');
    const deep = mlp(4, 4);
    await expect(run([one, a], [deep, randomNetwork(deep, 1)])).rejects.toThrow(
      'differ in widths alone',
    );
  });
});
