import { beforeAll, describe, expect, it } from 'vitest';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import { combine, type Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { evaluate } from '../../../src/science/evaluate';
import { annealedRates, autoBand, insertPivots } from '../../../src/science/paths/autoBand';
import {
  bandSlope,
  lengths,
  relax,
  respace,
  straightBand,
  tangent,
  type Band,
} from '../../../src/science/paths/band';
import { chain } from '../../../src/science/paths/chain';
import { alphas, coefficientTable } from '../../../src/science/paths/path';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { expectWithin } from '../../support/close';
import { landscapeEngine } from '../../support/landscape';
import { createOracleEngine } from '../../support/oracleEngine';
import { architecture, patterns } from '../../support/patterns';
import { trainAlone } from '../../support/trainAlone';
import { createNodeWasmEngine } from '../../support/wasm';

const at = (...w: number[]): Weights => Float32Array.from(w);
const radius = (w: Weights) => Math.hypot(...w);

describe('a tangent', () => {
  const [before, here, after] = [at(0, 0), at(1, 0), at(1, 2)];
  it('leads to the neighbour of higher loss', () => {
    expectWithin(tangent([before, here, after], [1, 2, 3]), [0, 1], 1e-15);
    expectWithin(tangent([before, here, after], [3, 2, 1]), [1, 0], 1e-15);
  });

  it('is of both at an extremum, more of the one whose loss differs more', () => {
    const both = Math.hypot(2, 2);
    expectWithin(
      tangent([before, here, after], [1, 3, 2]),
      [1 / Math.hypot(1, 4), 4 / Math.hypot(1, 4)],
      1e-15,
    );
    expectWithin(
      tangent([before, here, after], [3, 1, 3]),
      [1 / Math.hypot(1, 2), 2 / Math.hypot(1, 2)],
      1e-15,
    );
    expectWithin(tangent([before, here, after], [2, 0, 1]), [2 / both, 2 / both], 1e-15);
    expectWithin(
      tangent([before, here, after], [1, 1, 1]),
      [1 / Math.hypot(1, 2), 2 / Math.hypot(1, 2)],
      1e-15,
    );
  });
});

describe('the force on a pivot', () => {
  const band: Band = { chain: [at(0, 0), at(1, 0), at(4, 0)], shares: [0.5, 0.5] };
  const answer = {
    loss: Float64Array.of(0, 1, 2),
    gradients: [at(9, 9), at(3, -2), at(9, 9)],
  };
  it('is across the band that of the loss, along it that of the springs', () => {
    expectWithin(bandSlope(band, answer, 1, 0), [0, -2], 1e-12);
    // The segments are 1 and 3 long: the slope leads back, so the pivot moves on.
    expectWithin(bandSlope(band, answer, 1, 0.5), [-0.5 * 2, -2], 1e-12);
    expectWithin(bandSlope({ ...band, shares: [0.25, 0.75] }, answer, 1, 0.5), [0, -2], 1e-12);
  });
});

describe('respacing', () => {
  it('gives each segment its share, on the band as it was', () => {
    const points = [at(0, 0), at(1, 0), at(1, 1), at(1, 4)];
    const ends = [points[0]!.slice(), points[3]!.slice()];
    respace({ chain: points, shares: [0.5, 0.25, 0.25] });
    expect([points[0], points[3]]).toEqual(ends);
    expectWithin(points[1]!, [1, 1.5], 1e-6);
    expectWithin(points[2]!, [1, 2.75], 1e-6);
  });

  it('leaves a straight band as it is', () => {
    const { chain: points, shares } = straightBand(at(0, 1), at(4, 1), 3);
    const before = points.map((p) => p.slice());
    respace({ chain: points, shares });
    points.forEach((p, i) => expectWithin(p, before[i]!, 1e-6));
  });
});

/** A circular valley, and two places in it whose line leads over a hill. */
const valley = (w: Weights) => (w[0]! ** 2 + w[1]! ** 2 - 1) ** 2;
const ends = [at(0.94, -0.342), at(-0.94, -0.342)] as const;
const ring = {
  architecture,
  loss: 'cross-entropy',
  trainingSamples: 100,
  batch: 1,
  orderSeed: 1,
} as const;
const sgd = (learningRate: number, momentum = 0) =>
  ({ kind: 'sgd', learningRate, momentum, weightDecay: 0 }) as const;

/** The highest loss along a band. */
const highest = (points: readonly Weights[], lossAt: (w: Weights) => number) =>
  Math.max(
    ...Array.from(alphas(101), (alpha) =>
      lossAt(combine(points, chain(points.length - 2).coefficientsAt(alpha))),
    ),
  );

describe.each([
  ['stiff', Infinity],
  ['springy', 0.5],
])('a %s band in a circular valley', (_, spring) => {
  it('comes to lie in it, evenly spaced, its ends where they were', async () => {
    const start = straightBand(...ends, 5);
    const before = start.chain.map((p) => p.slice());
    const options = { ...ring, optimizer: sgd(0.05), epochs: 6, spring };
    const { result, progress } = await collect(relax(landscapeEngine(valley), start, options));
    expect(start.chain).toEqual(before);
    expect(result.chain[0]).toBe(ends[0]);
    expect(result.chain.at(-1)).toBe(ends[1]);
    result.chain.forEach((p) => expect(radius(p)).toBeCloseTo(1, 1));
    const pieces = lengths(result.chain);
    expect(Math.max(...pieces) / Math.min(...pieces)).toBeLessThan(1.02);
    expect(highest(start.chain, valley)).toBeGreaterThan(0.7);
    expect(highest(result.chain, valley)).toBeLessThan(0.1);
    expect(progress.at(-1)).toMatchObject({ step: 600, steps: 600 });
    expect(progress[0]!.losses).toHaveLength(7);
  });
});

describe('inserting pivots', () => {
  const points = [at(0), at(1), at(2), at(3)];
  const shares = [0.2, 0.3, 0.5];
  it('takes the highest two rises above the lines between pivots, at their places', () => {
    // Pivots at 0, 0, 1, 0; between them three places each.
    const losses = [0, 0.2, 0.8, 0.3, 0, 0.25, 0.5, 0.75, 1, 1.5, 0.5, 0.25, 0];
    const band = insertPivots({ chain: points, shares }, losses);
    expectWithin(
      band.chain.map((p) => p[0]!),
      [0, 0.5, 1, 2, 2.25, 3],
      1e-6,
    );
    expectWithin(band.shares, [0.1, 0.1, 0.3, 0.125, 0.375], 1e-12);
  });

  it('takes none where the losses of the pivots tell all', () => {
    const flat = [0, 0.25, 0.5, 0.75, 1, 0.79, 0.5, 0.25, 0, 0, 0, 0, 0];
    expect(insertPivots({ chain: points, shares }, flat)).toEqual({ chain: points, shares });
  });
});

it('has the authors’ rates', () => {
  expect(annealedRates(0.1, 14)).toEqual([
    ...new Array<number>(6).fill(0.1),
    ...new Array<number>(4).fill(0.1 / 10),
    ...new Array<number>(4).fill(0.1 / 100),
  ]);
  expect(annealedRates(1, 1)).toEqual([1]);
});

it('an automatic band takes pivots where it needs them, and ends lower than one without', async () => {
  const engine = landscapeEngine(valley);
  const options = {
    ...ring,
    optimizer: sgd(0.05),
    epochs: 2,
    spring: Infinity,
    a: ends[0],
    b: ends[1],
    pivots: 1,
    samples: 1,
  };
  const run = async (rates: number[]) =>
    (await collect(autoBand(engine, { ...options, rates }))).result;
  const { result, progress } = await collect(
    autoBand(engine, { ...options, rates: [0.05, 0.05, 0.05] }),
  );
  expect(result.chain.at(0)).toBe(ends[0]);
  expect(result.chain.at(-1)).toBe(ends[1]);
  expect(result.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect([...new Set(progress.map(({ pivots }) => pivots))]).toEqual([1, 3, 5]);
  expect(progress.at(-1)).toMatchObject({ cycle: 3, pivots: 5 });
  const single = await run([0.05]);
  expect(highest(result.chain, valley)).toBeLessThan(0.5 * highest(single.chain, valley));
});

describe.each([
  ['oracle', () => Promise.resolve(createOracleEngine())],
  ['WebAssembly', () => createNodeWasmEngine('relaxed')],
])('between two networks, on %s', (_, create) => {
  let engine: DatasetEngine;
  let [a, b]: Weights[] = [];
  const common = {
    architecture,
    loss: 'cross-entropy',
    trainingSamples: 200,
    batch: 20,
    orderSeed: 3,
    optimizer: sgd(0.05, 0.9),
  } as const;

  beforeAll(async () => {
    engine = await engineOn(create(), patterns());
    const trained = async (seed: number) => {
      const initial = initialise(architecture, 'he-normal', randomFrom(seed));
      const evaluation = { split: 'test', samples: 20, finalSamples: 60 } as const;
      return (await collect(trainAlone(engine, { ...common, epochs: 8, evaluation, initial })))
        .result.weights;
    };
    [a, b] = [await trained(1), await trained(2)];
  });

  const highestLoss = async (points: readonly Weights[]) => {
    const on = { architecture, loss: 'cross-entropy', split: 'train', samples: 200 } as const;
    const table = coefficientTable(chain(points.length - 2), alphas(33));
    return Math.max(
      ...(await collect(evaluate(engine, { ...on, basis: points }, table))).result.loss,
    );
  };

  it('lowers the barrier, and keeps the networks', async () => {
    const start = straightBand(a!, b!, 3);
    const kept = [a!.slice(), b!.slice()];
    const { result } = await collect(
      relax(engine, start, { ...common, epochs: 12, spring: Infinity }),
    );
    expect([result.chain[0], result.chain.at(-1)]).toEqual(kept);
    expect(await highestLoss(result.chain)).toBeLessThan(0.6 * (await highestLoss(start.chain)));
  });
});

it('refuses a band without pivots', () => {
  expect(() => straightBand(at(0), at(1), 0)).toThrow('at least one pivot, got 0');
});
