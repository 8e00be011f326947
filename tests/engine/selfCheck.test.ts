import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/data/dataset';
import type { DatasetEngine, Engine } from '../../src/engine/engine';
import { selfCheck } from '../../src/engine/selfCheck';
import { ENGINES } from '../support/engines';
import { createOracleEngine } from '../support/oracleEngine';
import { patterns } from '../support/patterns';

describe.each(ENGINES)('the self-check of %s', (_, create) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await create();
  });
  afterAll(() => engine.dispose());

  it('passes', async () => {
    await selfCheck(engine);
  });

  it('leaves an engine that loads a real dataset', async () => {
    await selfCheck(engine);
    const loaded = await engine.load(patterns({ pixels: 5, classes: 2 }));
    const architecture = {
      kind: 'mlp',
      inputs: 5,
      hidden: [],
      outputs: 2,
      activation: 'relu',
    } as const;
    const logits = await loaded.logits(architecture, new Float32Array(12), 'test', 60);
    expect(logits).toEqual(new Float32Array(120));
  });
});

describe('the self-check', () => {
  // Each wrong answer changes what one method of a right engine says.
  const WRONG: [name: string, (right: DatasetEngine) => Partial<DatasetEngine>, message: RegExp][] =
    [
      [
        'a wrong gradient of one tensor',
        (right) => ({
          async gradient(options) {
            const answer = await right.gradient(options);
            answer.gradients[0]!.subarray(17 * 66, 17 * 66 + 66).fill(0);
            return answer;
          },
        }),
        /^Expected the slope of the loss along a direction of layers\.0\.bias to be \S+, got 0\.00000\.$/,
      ],
      [
        'a gradient of twice the length',
        (right) => ({
          async gradient(options) {
            const { loss, gradients } = await right.gradient(options);
            return { loss, gradients: gradients.map((g) => g.map((x) => 2 * x)) };
          },
        }),
        /^Expected the slope of the loss/,
      ],
      [
        'a gradient without the last sample',
        (right) => ({
          gradient: (options) =>
            right.gradient({ ...options, indices: options.indices.slice(0, -1) }),
        }),
        /^Expected the slope of the loss/,
      ],
      [
        'a loss that is not a number',
        (right) => ({
          async evaluator(options) {
            const loss = Float64Array.of(NaN, NaN);
            const evaluator = await right.evaluator(options);
            return { ...evaluator, evaluate: () => Promise.resolve({ loss, accuracy: loss }) };
          },
        }),
        /^Expected the loss to be \S+, got NaN\.$/,
      ],
      [
        'an accuracy that is not right',
        (right) => ({
          async evaluator(options) {
            const evaluator = await right.evaluator(options);
            return {
              ...evaluator,
              async evaluate(coefficients) {
                const { loss, accuracy } = await evaluator.evaluate(coefficients);
                return { loss, accuracy: accuracy.map((a) => 1 - a) };
              },
            };
          },
        }),
        /^Expected the accuracy to be/,
      ],
      [
        'a step without weight decay',
        (right) => ({
          trainer: (options) =>
            right.trainer({ ...options, optimizer: { ...options.optimizer, weightDecay: 0 } }),
        }),
        /^Expected parameter 0 after a step/,
      ],
    ];

  it.each(WRONG)('finds %s', async (_, wrong, message) => {
    const right = createOracleEngine();
    const load = async (dataset: Dataset) => {
      const loaded = await right.load(dataset);
      return { ...loaded, ...wrong(loaded) };
    };
    await expect(selfCheck({ ...right, load })).rejects.toThrow(message);
  });

  it('checks its cases side by side, and ends with none under way', async () => {
    const right = createOracleEngine();
    let held = 0;
    let most = 0;
    const load = async (dataset: Dataset) => {
      const loaded = await right.load(dataset);
      most = Math.max(most, ++held);
      return {
        ...loaded,
        // One fails at once, while the others go on.
        evaluator: (options: Parameters<DatasetEngine['evaluator']>[0]) =>
          held === 3 && options.loss === 'mse'
            ? Promise.reject(new Error('wrong'))
            : loaded.evaluator(options),
        dispose() {
          held--;
          loaded.dispose();
        },
      };
    };
    await expect(selfCheck({ ...right, load })).rejects.toThrow('wrong');
    expect(most).toBe(3);
    expect(held).toBe(0);
  });
});
