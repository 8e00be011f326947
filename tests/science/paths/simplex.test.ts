import { beforeAll, describe, expect, it } from 'vitest';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import { combine, type Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { ensemble } from '../../../src/science/ensemble';
import { evaluate } from '../../../src/science/evaluate';
import { gramMatrix } from '../../../src/science/gram';
import {
  drawNetworks,
  logVolume,
  simplexesOf,
  type Complex,
} from '../../../src/science/paths/complex';
import { simplex } from '../../../src/science/paths/simplex';
import { volumeOf } from '../../../src/science/paths/volume';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { expectWithin } from '../../support/close';
import { architecture, patterns } from '../../support/patterns';
import { trainAlone } from '../../support/trainAlone';
import { createNodeWasmEngine } from '../../support/wasm';

const at = (...w: number[]): Weights => Float32Array.from(w);
const logOf = (points: readonly Weights[]) =>
  volumeOf(
    gramMatrix(points),
    points.map((_, i) => i),
  ).log;

describe('the volume of a simplex', () => {
  it('is length, area, and 1 / n! of a corner of the cube', () => {
    expect(Math.exp(logOf([at(1, 1), at(4, 5)]))).toBeCloseTo(5, 6);
    expect(Math.exp(logOf([at(0, 0, 7), at(4, 0, 7), at(1, 3, 7)]))).toBeCloseTo(6, 6);
    const corner = [0, 1, 2, 3, 4].map((i) => at(...[1, 2, 3, 4, 5].map((d) => Number(d === i))));
    expect(Math.exp(logOf(corner))).toBeCloseTo(1 / 24, 8);
    expect(logOf([at(0, 0), at(1, 1), at(2, 2)])).toBe(-Infinity);
  });

  it('grows as finite differences say', () => {
    const random = randomFrom(4);
    const points = [0, 1, 2, 3].map((): Weights => Float32Array.from({ length: 7 }, random.normal));
    const { slopes } = volumeOf(gramMatrix(points), [0, 1, 2, 3]);
    const step = 2 ** -6;
    points.forEach((point, k) => {
      const slope = combine(points, slopes.subarray(4 * k, 4 * k + 4));
      const differences = Array.from(point, (_, d) => {
        const moved = (by: number) =>
          logOf(points.map((p, i) => (i === k ? p.map((x, e) => (e === d ? x + by : x)) : p)));
        return (moved(step) - moved(-step)) / (2 * step);
      });
      expectWithin(slope, differences, 2e-3);
    });
  });
});

describe('a complex', () => {
  const complex: Complex = { vertices: [at(0, 0), at(8, 0), at(0, 1), at(1, 1)], networks: 2 };
  it('has a simplex for each network, with all connecting points', () => {
    expect(simplexesOf(complex)).toEqual([
      [0, 2, 3],
      [1, 2, 3],
    ]);
    expect(Math.exp(logVolume(complex).log)).toBeCloseTo(1, 6);
    expectWithin(logVolume(complex).shares, [0.5, 0.5], 1e-9);
  });

  it('grows with a vertex as finite differences say', () => {
    const uneven = { ...complex, vertices: [at(0, 0), at(8, 3), at(0, 1), at(1, 1.5)] };
    const step = 2 ** -6;
    uneven.vertices.forEach((vertex, k) => {
      const slope = combine(uneven.vertices, logVolume(uneven).slopes(k));
      const differences = Array.from(vertex, (_, d) => {
        const moved = (by: number) => {
          const there = vertex.map((x, e) => (e === d ? x + by : x));
          return logVolume({ ...uneven, vertices: uneven.vertices.with(k, there) }).log;
        };
        return (moved(step) - moved(-step)) / (2 * step);
      });
      expectWithin(slope, differences, 2e-3);
    });
  });

  it('is drawn from uniformly', () => {
    const count = 4000;
    const far = { vertices: [at(0, 0), at(4, 0), at(1, 0)], networks: 2 };
    const table = drawNetworks(far, count, randomFrom(1));
    const places = Float64Array.from({ length: count }, (_, m) => {
      const row = table.subarray(3 * m, 3 * m + 3);
      expect(row.reduce((sum, c) => sum + c, 0)).toBeCloseTo(1, 12);
      expect(row.every((c) => c >= 0)).toBe(true);
      return combine(far.vertices, row)[0]!;
    });
    // On a segment of length 4 a quarter falls into each unit; 4 standard deviations are 0.027.
    for (const unit of [0, 1, 2, 3]) {
      const share = places.filter((x) => x >= unit && x < unit + 1).length / count;
      expect(Math.abs(share - 0.25)).toBeLessThan(0.028);
    }
  });
});

describe('between three networks', () => {
  const data = patterns();
  let engine: DatasetEngine;
  let networks: Weights[];
  const common = {
    architecture,
    loss: 'cross-entropy',
    trainingSamples: 200,
    batch: 20,
    orderSeed: 3,
    optimizer: { kind: 'sgd', learningRate: 0.05, momentum: 0.9, weightDecay: 0 },
  } as const;
  const options = { ...common, epochs: 12, connectors: 2, draws: 5, regularization: 1e-3 };

  beforeAll(async () => {
    engine = await engineOn(createNodeWasmEngine('relaxed'), data);
    networks = [];
    for (const seed of [1, 2, 3]) {
      const initial = initialise(architecture, 'he-normal', randomFrom(seed));
      const evaluation = { split: 'test', samples: 20, finalSamples: 60 } as const;
      const training = trainAlone(engine, { ...common, epochs: 8, evaluation, initial });
      networks.push((await collect(training)).result.weights);
    }
  });

  const meanLoss = async (complex: Complex) => {
    const on = { architecture, loss: 'cross-entropy', split: 'train', samples: 200 } as const;
    const table = drawNetworks(complex, 60, randomFrom(9));
    const tiles = evaluate(engine, { ...on, basis: complex.vertices }, table);
    return (await collect(tiles)).result.loss.reduce((sum, loss) => sum + loss, 0) / 60;
  };

  it('finds a complex of low loss, where the triangle of the networks has a high one', async () => {
    const kept = networks.map((w) => w.slice());
    const { result, progress } = await collect(simplex(engine, { ...options, networks }));
    expect(result.vertices).toHaveLength(5);
    expect(result.vertices.slice(0, 3)).toEqual(kept);
    expect([...new Set(progress.map(({ connector }) => connector))]).toEqual([1, 2]);
    expect(progress[0]!.losses).toHaveLength(5);
    const triangle = { vertices: networks, networks: 1 };
    expect(await meanLoss(result)).toBeLessThan(0.7 * (await meanLoss(triangle)));

    const members = drawNetworks(result, 6, randomFrom(2));
    const on = {
      architecture,
      basis: result.vertices,
      split: 'test',
      labels: data.test.labels,
    } as const;
    const scored = (await collect(ensemble(engine, { ...on, classes: 4 }, members))).result;
    expect(scored.members).toHaveLength(6);
    expect(scored.accuracy).toBeGreaterThan(0.8);
  });

  it('is larger where volume is worth more', async () => {
    const volume = async (regularization: number) =>
      logVolume((await collect(simplex(engine, { ...options, networks, regularization }))).result)
        .log;
    expect(await volume(0.1)).toBeGreaterThan((await volume(0)) + 0.1);
  });

  it('asks for two networks and a connecting point', async () => {
    const one = simplex(engine, { ...options, networks: networks.slice(0, 1) });
    await expect(collect(one)).rejects.toThrow('two or more networks to connect, got 1');
    const none = simplex(engine, { ...options, networks, connectors: 0 });
    await expect(collect(none)).rejects.toThrow('at least one connecting point, got 0');
  });
});
