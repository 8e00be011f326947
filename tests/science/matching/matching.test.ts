import { beforeAll, describe, expect, it } from 'vitest';
import { hiddenWidths, type Architecture, type Mlp } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { compose, identity, permute } from '../../../src/model/permutation';
import { randomFrom, shuffled } from '../../../src/model/random';
import { dot, type Weights } from '../../../src/model/weights';
import type { Engine } from '../../../src/engine/engine';
import { matchActivations } from '../../../src/science/matching/activation';
import { matchWeights } from '../../../src/science/matching/weight';
import { largestLogitDifference } from '../../../src/science/sameFunction';
import { collect } from '../../support/collect';
import { createOracleEngine } from '../../support/oracleEngine';
import { patterns } from '../../support/patterns';

const network = (...hidden: number[]): Mlp => ({
  kind: 'mlp',
  inputs: 16,
  hidden,
  outputs: 4,
  activation: 'relu',
});

/** Random weights and random biases, so that a bias left behind would show. */
function randomNetwork(architecture: Architecture, seed: number): Weights {
  const random = randomFrom(seed);
  return initialise(architecture, 'he-normal', random).map((w) => w + 0.1 * random.normal());
}

const shuffle = (architecture: Architecture, seed: number) =>
  hiddenWidths(architecture).map((units, l) => shuffled(randomFrom(seed + l), units));

let engine: Engine;
beforeAll(async () => {
  engine = createOracleEngine();
  await engine.load(patterns());
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
      expect(objectives[0]).toBe(path[0]);
      expect(objectives.at(-1)).toBe(objectives.at(-2));
      expect(objectives.at(-1)).toBeGreaterThan(objectives[0]!);
      const permutations = layers.map(({ permutation }) => permutation);
      expect(dot(b, permute(architecture, a, permutations))).toBe(objectives.at(-1));
    }
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

  it('sweeps 784-512-512-10 well within two seconds', async () => {
    const architecture = { ...network(512, 512), inputs: 784, outputs: 10 };
    const [a, b] = [1, 2].map((seed) => initialise(architecture, 'he-normal', randomFrom(seed)));
    const sweeps = matchWeights({ architecture, a: a!, b: b!, seed: 1 });
    const began = performance.now();
    for await (const { sweep } of sweeps) if (sweep === 2) break;
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
