import { beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import type { DatasetEngine, Optimizer, TrainingSteps } from '../../src/engine/engine';
import { DivergedError } from '../../src/science/divergence';
import { engineOn } from '../support/engineOn';
import { collect } from '../support/collect';
import { counted } from '../support/counted';
import { createOracleEngine } from '../support/oracleEngine';
import { patterns } from '../support/patterns';
import { trainAlone, type AloneOptions } from '../support/trainAlone';
import { createNodeWasmEngine } from '../support/wasm';

const adamw = (learningRate: number): Optimizer => ({
  kind: 'adamw',
  learningRate,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
});
const sgd = (learningRate: number): Optimizer => ({
  kind: 'sgd',
  learningRate,
  momentum: 0.9,
  weightDecay: 0,
});

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [12],
  outputs: 4,
  activation: 'relu',
};
const options = {
  architecture,
  loss: 'cross-entropy',
  optimizer: adamw(0.01),
  initial: initialise(architecture, 'he-normal', randomFrom(1)),
  trainingSamples: 200,
  batch: 30,
  epochs: 4,
  orderSeed: 3,
  evaluation: { split: 'test', samples: 20, finalSamples: 60 },
} satisfies AloneOptions;

describe('training', () => {
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(createOracleEngine(), patterns());
  });

  /** The same engine, noting the steps that its trainers take. */
  const recorded = () => {
    const runs: TrainingSteps[] = [];
    const recording: DatasetEngine = {
      ...engine,
      async trainer(of) {
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
    return { recording, runs };
  };

  it('learns, and reports every step once and in order', async () => {
    const { progress, result } = await collect(trainAlone(engine, options));
    const steps = options.epochs * 7;
    expect(progress.at(-1)?.step).toBe(steps);
    expect(progress.reduce((sum, { losses }) => sum + losses.length, 0)).toBe(steps);
    let step = 0;
    for (const yielded of progress) {
      expect(yielded.steps).toBe(steps);
      expect(yielded.step).toBe((step += yielded.losses.length));
      expect(yielded.epoch).toBe(Math.max(1, Math.ceil(yielded.step / 7)));
    }
    expect(result.test).toMatchObject({ step: steps, samples: 60 });
    expect(result.test.loss).toBeLessThan(0.5 * progress[0]!.test!.loss);
    expect(result.test.accuracy).toBeGreaterThan(0.8);
  });

  it('tests before the first step, after every epoch but the last, and between', async () => {
    const tests = async (epochs: number) =>
      (await collect(trainAlone(engine, { ...options, epochs }))).progress
        .filter(({ test }) => test !== null)
        .map(({ step, test }) => {
          expect(test).toMatchObject({ step, samples: 20 });
          return step;
        });
    expect(await tests(1)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(await tests(4)).toEqual([0, 2, 5, 7, 9, 12, 14, 16, 19, 21, 23, 26]);
    expect(await tests(12)).toEqual(Array.from({ length: 12 }, (_, epoch) => 7 * epoch));
  });

  it('takes every image once in each epoch, the last batch of what is left', async () => {
    const { recording, runs } = recorded();
    await collect(trainAlone(recording, options));
    const images = runs.flatMap(({ indices }) => Array.from(indices));
    const orders = Array.from({ length: 4 }, (_, e) => images.slice(200 * e, 200 * (e + 1)));
    const all = Array.from({ length: 200 }, (_, i) => i);
    for (const order of orders) expect(order.toSorted((a, b) => a - b)).toEqual(all);
    expect(orders[1]).not.toEqual(orders[0]);
    expect(runs.filter(({ batch }) => batch === 20)).toHaveLength(4);
    for (const { batch, indices } of runs) {
      expect([20, 30]).toContain(batch);
      expect(indices.length % batch).toBe(0);
    }
  });

  it('depends on the seed alone, never on the clock', async () => {
    let time = 0;
    const slow = () => (time += 1000);
    const fast = () => 0;
    const runs = [slow, fast].map((clock) => collect(trainAlone(engine, { ...options, clock })));
    const [one, other] = await Promise.all(runs);
    expect(one!.progress.length).toBeGreaterThan(other!.progress.length);
    expect(one!.result).toEqual(other!.result);
    const elsewhere = await collect(trainAlone(engine, { ...options, orderSeed: 4 }));
    expect(elsewhere.result.weights).not.toEqual(one!.result.weights);
  });

  it('leaves the initial weights alone', async () => {
    const kept = options.initial.slice();
    await collect(trainAlone(engine, options));
    expect(options.initial).toEqual(kept);
  });

  it('holds nothing when finished, abandoned or failed', async () => {
    const { engine: watched, held } = counted(engine);
    await collect(trainAlone(watched, options));
    expect(held()).toBe(0);
    const abandoned = trainAlone(watched, options);
    await abandoned.next();
    await abandoned.next();
    expect(held()).toBe(1);
    await abandoned.return(undefined as never);
    expect(held()).toBe(0);
    const failing = trainAlone(watched, { ...options, optimizer: sgd(1e12) });
    await expect(collect(failing)).rejects.toThrow(DivergedError);
    expect(held()).toBe(0);
  });
});

describe('a loss that is not finite', () => {
  it.each([1, 8, 23])('at step %i is told of that step', async (step) => {
    const engine = await engineOn(createOracleEngine(), patterns());
    let taken = 0;
    const failing: DatasetEngine = {
      ...engine,
      async trainer(of) {
        const trainer = await engine.trainer(of);
        return {
          ...trainer,
          run: async (steps) =>
            (await trainer.run(steps)).map((loss) => (++taken === step ? NaN : loss)),
        };
      },
    };
    await expect(collect(trainAlone(failing, options))).rejects.toThrow(
      `Training diverged at step ${step}: the loss is not finite. Lower the learning rate (now 0.01)`,
    );
  });
});

describe('divergence of 784-64-64-10', () => {
  const wide: Architecture = { ...architecture, inputs: 784, hidden: [64, 64], outputs: 10 };
  const images = patterns({ pixels: 784, classes: 10, train: 20_000, test: 100 });
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(createNodeWasmEngine('plain'), images);
  });

  const run = (optimizer: Optimizer, changes: Partial<AloneOptions> = {}) =>
    collect(
      trainAlone(engine, {
        ...options,
        architecture: wide,
        initial: initialise(wide, 'he-normal', randomFrom(2)),
        optimizer,
        trainingSamples: images.train.count,
        batch: 100,
        epochs: 1,
        evaluation: { split: 'test', samples: 100, finalSamples: 100 },
        ...changes,
      }),
    );

  it.each([
    ['AdamW', adamw(100)],
    ['SGD', sgd(100)],
  ])('%s with a learning rate of 100', async (_, optimizer) => {
    const error: unknown = await run(optimizer).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DivergedError);
    const { step, message } = error as DivergedError;
    expect(step).toBeGreaterThanOrEqual(1);
    expect(step).toBeLessThanOrEqual(200);
    expect(message).toContain(`Training diverged at step ${step}: the loss `);
    expect(message).toContain('Lower the learning rate (now 100)');
  });

  it.each([
    ['AdamW at 0.001', adamw(0.001), {}],
    ['AdamW at 0.03, far too high', adamw(0.03), {}],
    ['SGD at 0.05', sgd(0.05), {}],
    ['SGD at 0.01 on the squared error', sgd(0.01), { loss: 'mse' }],
  ] as const)('not of %s', async (_, optimizer, changes) => {
    const { result } = await run(optimizer, { ...changes, trainingSamples: 10_000 });
    expect(result.weights.every(Number.isFinite)).toBe(true);
  });
});
