import { beforeAll, describe, expect, it } from 'vitest';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import { combine, type Weights } from '../../../src/model/weights';
import type { DatasetEngine, TrainingSteps } from '../../../src/engine/engine';
import { DivergedError } from '../../../src/science/divergence';
import { evaluate } from '../../../src/science/evaluate';
import { bezier } from '../../../src/science/paths/bezier';
import { chain } from '../../../src/science/paths/chain';
import { fit, type FitOptions } from '../../../src/science/paths/fit';
import { alphas, coefficientTable, type Path } from '../../../src/science/paths/path';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { createOracleEngine } from '../../support/oracleEngine';
import { architecture, patterns } from '../../support/patterns';
import { trainAlone } from '../../support/trainAlone';

const common = {
  architecture,
  loss: 'cross-entropy',
  optimizer: {
    kind: 'adamw',
    learningRate: 0.02,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
  },
  trainingSamples: 200,
  batch: 20,
  epochs: 10,
  orderSeed: 3,
  evaluation: { split: 'test', samples: 20, finalSamples: 60 },
} as const;

let engine: DatasetEngine;
let [a, b]: Weights[] = [];
let options: FitOptions;

beforeAll(async () => {
  engine = await engineOn(createOracleEngine(), patterns());
  const trained = async (seed: number) => {
    const initial = initialise(architecture, 'he-normal', randomFrom(seed));
    return (await collect(trainAlone(engine, { ...common, initial }))).result.weights;
  };
  [a, b] = [await trained(1), await trained(2)];
  options = { ...common, epochs: 20, path: bezier(1), a, b };
});

/** The highest loss on the training split along a path. */
async function highestLoss(path: Path, basis: Weights[]): Promise<number> {
  const places = coefficientTable(path, alphas(21));
  const on = { architecture, loss: 'cross-entropy', split: 'train', samples: 200 } as const;
  const { result } = await collect(evaluate(engine, { ...on, basis }, places));
  return Math.max(...result.loss);
}

describe.each([
  ['bezier', bezier(1)],
  ['cubic bezier', bezier(2)],
  ['chain of one bend', chain(1)],
  ['chain of three bends', chain(3)],
])('%s', (_, path) => {
  it('lowers the highest loss between the ends, which stay', async () => {
    const ends = [a!.slice(), b!.slice()];
    const { result, progress } = await collect(fit(engine, { ...options, path }));
    expect([a, b]).toEqual(ends);
    expect(result.controls).toHaveLength(path.points - 2);
    const last = path.points - 1;
    const straight = Array.from({ length: path.points }, (_, k) =>
      combine([a!, b!], [1 - k / last, k / last]),
    );
    const before = await highestLoss(path, straight);
    expect(await highestLoss(path, [a!, ...result.controls, b!])).toBeLessThan(0.8 * before);
    expect(progress.at(-1)!.step).toBe(200);
    expect(result.test).toMatchObject({ step: 200, samples: 60 });
  });
});

it('starts on the straight line, draws a place for each batch, and moves the control points alone', async () => {
  const runs: TrainingSteps[] = [];
  let start: readonly Weights[] = [];
  let free: readonly boolean[] = [];
  const recording: DatasetEngine = {
    ...engine,
    async trainer(of) {
      ({ basis: start, free } = of);
      const trainer = await engine.trainer(of);
      return {
        ...trainer,
        run(steps) {
          runs.push(steps);
          return trainer.run(steps);
        },
      };
    },
  };
  const thirds = chain(2);
  await collect(fit(recording, { ...options, epochs: 10, path: thirds }));
  expect(free).toEqual([false, true, true, false]);
  expect(start[1]).toEqual(combine([a!, b!], [2 / 3, 1 / 3]));
  expect(start[2]).toEqual(combine([a!, b!], [1 / 3, 2 / 3]));
  const rows = runs.flatMap(({ coefficients }) =>
    Array.from({ length: coefficients.length / 4 }, (_, r) =>
      Array.from(coefficients.slice(4 * r, 4 * r + 4)),
    ),
  );
  expect(rows).toHaveLength(100);
  const places = rows.map((c) => (c[1]! + 2 * c[2]! + 3 * c[3]!) / 3);
  expect(new Set(places).size).toBe(100);
  for (const [r, t] of places.entries())
    thirds.coefficientsAt(t).forEach((c, k) => expect(rows[r]![k]).toBeCloseTo(c, 12));
  expect(places.reduce((sum, t) => sum + t, 0) / 100).toBeCloseTo(0.5, 0);
  expect(Math.min(...places)).toBeLessThan(0.1);
  expect(Math.max(...places)).toBeGreaterThan(0.9);
});

it('tests the middle of the curve', async () => {
  const { result, progress } = await collect(fit(engine, { ...options, epochs: 1 }));
  const on = { architecture, loss: 'cross-entropy', split: 'test' } as const;
  const middle = (control: Weights, samples: number) =>
    collect(
      evaluate(
        engine,
        { ...on, samples, basis: [a!, control, b!] },
        Float64Array.from(bezier(1).coefficientsAt(0.5)),
      ),
    );
  const start = await middle(combine([a!, b!], [0.5, 0.5]), 20);
  expect(progress[0]!.test!.loss).toBe(start.result.loss[0]);
  expect(result.test.loss).toBe((await middle(result.controls[0]!, 60)).result.loss[0]);
});

it('gives the same for the same seed, another for another', async () => {
  const run = async (orderSeed: number, time: number) => {
    const clock = () => (time *= 2);
    const { result } = await collect(fit(engine, { ...options, epochs: 2, orderSeed, clock }));
    return result;
  };
  expect(await run(3, 1)).toEqual(await run(3, 1e-30));
  expect(await run(4, 1)).not.toEqual(await run(3, 1));
});

it('ends when it diverges', async () => {
  const optimizer = { kind: 'sgd', learningRate: 1e6, momentum: 0, weightDecay: 0 } as const;
  await expect(collect(fit(engine, { ...options, optimizer }))).rejects.toThrow(DivergedError);
});
