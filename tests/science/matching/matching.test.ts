import { beforeAll, describe, expect, it } from 'vitest';
import { hiddenWidths, type Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { compose, identity, permute } from '../../../src/model/permutation';
import { randomFrom } from '../../../src/model/random';
import { dot, type Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { matchActivations } from '../../../src/science/matching/activationMatching';
import { weakShare } from '../../../src/science/matching/layerMatch';
import { matchSequentially } from '../../../src/science/matching/sequentialMatching';
import { matchWeights } from '../../../src/science/matching/weightMatching';
import { largestLogitDifference } from '../../../src/science/sameFunction';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { computedMs } from '../../support/cpu';
import { createOracleEngine } from '../../support/oracleEngine';
import { patterns } from '../../support/patterns';
import {
  cnn,
  mlp as network,
  randomNetwork,
  randomPermutations as shuffle,
} from '../../support/randomNetworks';

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createOracleEngine(), patterns());
});

describe('a permuted network', () => {
  it('computes the same function', async () => {
    const architecture = network(12, 9, 10);
    const a = randomNetwork(architecture, 1);
    const same = permute(architecture, a, shuffle(architecture, 5));
    expect(await largestLogitDifference(engine, architecture, a, same, 60)).toBeLessThan(1e-5);
    const other = a.slice();
    other[other.length - 1]! += 0.25;
    const difference = await largestLogitDifference(engine, architecture, a, other, 60);
    expect(difference).toBeCloseTo(0.25, 5);
  });
});

describe('activation matching', () => {
  const match = (architecture: Architecture, a: Weights, b: Weights, changes = {}) =>
    collect(
      matchActivations(engine, {
        architecture,
        a,
        b,
        similarity: 'cosine',
        stage: 'after',
        samples: 200,
        ...changes,
      }),
    );

  for (const similarity of ['cosine', 'l2', 'correlation'] as const)
    for (const stage of ['before', 'after'] as const)
      it(`recovers a planted permutation: ${similarity}, ${stage} the nonlinearity`, async () => {
        const architecture = network(14, 12, 10);
        const a = randomNetwork(architecture, 2);
        const planted = shuffle(architecture, 30);
        const b = permute(architecture, a, planted);
        const { result } = await match(architecture, a, b, { similarity, stage });
        const highest = similarity === 'l2' ? 0 : 1;
        result.forEach(({ permutation, similarities, total }, l) => {
          expect(permutation).toEqual(planted[l]);
          for (const s of similarities) expect(s).toBeCloseTo(highest, 5);
          expect(total).toBeCloseTo(highest * hiddenWidths(architecture)[l]!, 4);
        });
      });

  it('by the inner product finds the permutation of least squared difference', async () => {
    const architecture = network(14, 12);
    const [a, b] = [randomNetwork(architecture, 2), randomNetwork(architecture, 3)];
    const permutations = await Promise.all(
      (['inner-product', 'l2'] as const).map(async (similarity) =>
        (await match(architecture, a, b, { similarity })).result.map((m) => m.permutation),
      ),
    );
    expect(permutations[0]).toEqual(permutations[1]);
    expect(permutations[0]![0]).not.toEqual(identity(14));
  });

  it('reports each layer', async () => {
    const architecture = network(5, 6);
    const a = randomNetwork(architecture, 2);
    const { progress } = await match(architecture, a, a);
    expect(progress).toEqual([0, 1, 2].map((layers) => ({ layers, of: 2 })));
  });

  it('leaves dead units where they are', async () => {
    const architecture = network(8);
    const dead = randomNetwork(architecture, 3);
    dead.fill(0, 0, 8 * 16);
    dead.fill(-1, 8 * 16, 8 * 17);
    for (const similarity of ['cosine', 'correlation'] as const) {
      const { result } = await match(architecture, dead, dead, { similarity });
      expect(result[0]!.permutation).toEqual(identity(8));
      expect(result[0]!.total).toBe(0);
    }
  });
});

describe('weight matching', () => {
  const match = (architecture: Architecture, a: Weights, b: Weights, seed = 1) =>
    collect(matchWeights({ architecture, a, b, seed }));

  it('recovers a planted permutation of one hidden layer, in one sweep', async () => {
    const architecture = network(20);
    const a = randomNetwork(architecture, 4);
    const planted = shuffle(architecture, 40);
    const { result } = await match(architecture, a, permute(architecture, a, planted));
    const [{ permutation, similarities, total } = expect.fail()] = result.layers;
    expect(permutation).toEqual(planted[0]);
    for (const s of similarities) expect(s).toBeCloseTo(1, 6);
    expect(total).toBeCloseTo(20, 5);
    expect(result.objectives).toHaveLength(3);
    expect(result.objectives[2]).toBe(result.objectives[1]);
    expect(result.objectives[1]).toBeCloseTo(dot(a, a), 3);
  });

  it('undoes a permutation that stands on top of another', async () => {
    const architecture = network(15);
    const a = randomNetwork(architecture, 6);
    const [p, q] = [shuffle(architecture, 50), shuffle(architecture, 60)];
    const once = permute(architecture, a, p);
    const twice = permute(architecture, once, q);
    const { result } = await match(architecture, a, twice);
    expect(result.layers[0]!.permutation).toEqual(compose(p[0]!, q[0]!));
  });

  it('never lowers its objective, and ends where no layer gains', async () => {
    const architecture = network(12, 10, 8);
    for (let seed = 0; seed < 10; seed++) {
      const a = randomNetwork(architecture, 100 + seed);
      const b = randomNetwork(architecture, 200 + seed);
      const { progress, result } = await match(architecture, a, b, seed);
      const path = [dot(a, b), ...progress.map(({ objective }) => objective)];
      path.slice(1).forEach((next, i) => expect(next).toBeGreaterThanOrEqual(path[i]!));
      const { objectives, layers } = result;
      expect(objectives.at(-1)).toBeGreaterThanOrEqual(path[0]!);
      objectives.slice(1).forEach((next, i) => expect(next).toBeGreaterThanOrEqual(objectives[i]!));
      expect(objectives.at(-1)).toBe(objectives.at(-2));
      expect(objectives.at(-1)).toBeGreaterThan(objectives[0]!);
      const permutations = layers.map(({ permutation }) => permutation);
      expect(dot(b, permute(architecture, a, permutations))).toBe(objectives.at(-1));
    }
  });

  it('keeps the highest of several climbs, and its objective never falls between them', async () => {
    const architecture = network(12, 10, 8);
    const [a, b] = [randomNetwork(architecture, 300), randomNetwork(architecture, 301)];
    const { progress, result } = await collect(
      matchWeights({ architecture, a, b, seed: 5, restarts: 6 }),
    );
    // From the identity, from layer-by-layer matching, and the restarts.
    expect(result.climbs).toHaveLength(8);
    expect(new Set(result.climbs).size).toBeGreaterThan(1);
    expect(result.objectives.at(-1)).toBe(Math.max(...result.climbs));
    const path = progress.map(({ objective }) => objective);
    path.slice(1).forEach((next, i) => expect(next).toBeGreaterThanOrEqual(path[i]!));
    const alone = await match(architecture, a, b, 5);
    expect(result.climbs[0]).toBe(alone.result.objectives.at(-1));
  });

  it('keeps identical networks as they are', async () => {
    const architecture = network(10, 10);
    const a = randomNetwork(architecture, 7);
    const { result } = await match(architecture, a, a);
    for (const { permutation } of result.layers) expect(permutation).toEqual(identity(10));
  });

  it('gives the same for the same seed', async () => {
    const architecture = network(12, 10, 8);
    const [a, b] = [randomNetwork(architecture, 8), randomNetwork(architecture, 9)];
    const runs = await Promise.all([1, 1].map((seed) => match(architecture, a, b, seed)));
    expect(runs[0]).toEqual(runs[1]);
  });

  it('sweeps 784-512-512-10 in well under two seconds of computing', async () => {
    const architecture = { ...network(512, 512), inputs: 784, outputs: 10 };
    const [a, b] = [1, 2].map((seed) => initialise(architecture, 'he-normal', randomFrom(seed)));
    const sweeps = matchWeights({ architecture, a: a!, b: b!, seed: 1 });
    const began = computedMs();
    for await (const { sweep } of sweeps) if (sweep === 2) break;
    expect(computedMs() - began).toBeLessThan(2000);
  });
});

describe('sequential weight matching', () => {
  const match = (architecture: Architecture, a: Weights, b: Weights) =>
    collect(matchSequentially({ architecture, a, b }));

  it.each([[network(14, 12, 10)], [cnn(6, 'avg', 8)]])(
    'recovers a planted permutation of every layer of %j',
    async (architecture) => {
      const a = randomNetwork(architecture, 11);
      const planted = shuffle(architecture, 70);
      const { result, progress } = await match(architecture, a, permute(architecture, a, planted));
      result.forEach(({ permutation, total }, l) => {
        expect(permutation).toEqual(planted[l]);
        expect(total).toBeCloseTo(permutation.length, 5);
      });
      expect(progress.at(-1)).toEqual({ layers: planted.length, of: planted.length });
    },
  );

  it('of one layer looks at what leads to a unit alone', async () => {
    const architecture = network(9);
    const a = randomNetwork(architecture, 12);
    const b = permute(architecture, a, shuffle(architecture, 80));
    const other = b.slice();
    other.fill(0, 9 * 17);
    const one = await match(architecture, a, b);
    const two = await match(architecture, a, other);
    expect(one.result).toEqual(two.result);
  });
});

it('the share of weak matches counts what is below the threshold, and what is no number', () => {
  const matches = [[0.9, 0.3, 0.29], [NaN]].map((s) => ({ similarities: Float64Array.from(s) }));
  expect(weakShare(matches)).toBe(0.5);
  expect(weakShare(matches, 0)).toBe(0.25);
});
