/** Every engine against the float64 oracle, on shapes that fit no tile and no vector. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activation, Architecture } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom, type Random } from '../../src/model/random';
import type { Weights } from '../../src/model/weights';
import type { Engine, Loss, Optimizer } from '../../src/engine/engine';
import { expectWithin, largest } from '../support/close';
import { ENGINES } from '../support/engines';
import { createOracleEngine } from '../support/oracleEngine';
import { patterns } from '../support/patterns';

const network = (
  inputs: number,
  hidden: number[],
  outputs: number,
  activation: Activation = 'relu',
): Architecture => ({ kind: 'mlp', inputs, hidden, outputs, activation });

const CASES: [name: string, Architecture, Loss, samples: number][] = [
  ['785-63-65-3', network(785, [63, 65], 3), 'cross-entropy', 35],
  ['1-1-2', network(1, [1], 2), 'cross-entropy', 3],
  ['3-65-10', network(3, [65], 10, 'tanh'), 'mse', 1003],
  ['65-3-63-1-4', network(65, [3, 63, 1], 4), 'mse', 130],
  ['63-129-5', network(63, [129], 5, 'tanh'), 'cross-entropy', 65],
  ['17-4', network(17, [], 4), 'cross-entropy', 20],
];

const ADAMW: Optimizer = {
  kind: 'adamw',
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.05,
};
const SGD: Optimizer = { kind: 'sgd', learningRate: 0.02, momentum: 0.9, weightDecay: 0.01 };

describe.each(ENGINES)('%s', (_, create) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await create();
  });
  afterAll(() => engine.dispose());

  describe.each(CASES)('%s', (_, architecture, loss, samples) => {
    const oracle = createOracleEngine();
    const random = randomFrom(7);
    const basis = Array.from({ length: 3 }, () => weightsOf(architecture, random));
    // One point each: itself, outside of the segment, a mixture, nothing at all.
    const coefficients = Float64Array.of(1, 0, 0, 1.5, -0.5, 0, 0.25, 0.25, 0.5, 0, 0, 0);

    beforeAll(async () => {
      const dataset = patterns({
        pixels: architecture.inputs,
        classes: architecture.outputs,
        train: samples,
        test: samples,
      });
      await engine.load(dataset);
      await oracle.load(dataset);
    });
    const both = <T>(question: (engine: Engine) => Promise<T>) =>
      Promise.all([question(engine), question(oracle)]);

    it.each([1, samples])('gradients of batch %i', async (batch) => {
      const [got, expected] = await both((e) =>
        e.gradient({
          architecture,
          loss,
          combinations: { basis, coefficients },
          split: 'train',
          indices: Uint32Array.from({ length: batch }, (_, i) => (7 * i + 2) % samples),
        }),
      );
      expectClose(got.loss, expected.loss, 1e-5);
      got.gradients.forEach((gradient, m) =>
        expectClose(gradient, expected.gradients[m]!, 1e-5 * Math.sqrt(architecture.inputs)),
      );
    });

    it.each([1, samples])('evaluations on %i samples', async (count) => {
      const [got, expected] = await both(async (e) => {
        const evaluator = await e.evaluator({
          architecture,
          loss,
          basis,
          split: 'test',
          samples: count,
        });
        const evaluation = await evaluator.evaluate(coefficients);
        evaluator.dispose();
        return evaluation;
      });
      expectClose(got.loss, expected.loss, 1e-5);
      expectClose(got.accuracy, expected.accuracy, 1e-12);
    });

    it.each([
      ['AdamW', ADAMW, 5],
      ['SGD', SGD, 5],
      ['SGD on single samples', { ...SGD, momentum: 0, weightDecay: 0 }, 1],
    ])('20 steps of %s', async (_, optimizer, batch) => {
      const draws = randomFrom(3);
      const steps = {
        batch,
        indices: Uint32Array.from({ length: 20 * batch }, () => draws.below(samples)),
        // The first free point takes part in every other step only, and is stepped all the same.
        coefficients: Float64Array.from({ length: 60 }, (_, i) => (i % 6 === 0 ? 0 : 0.5)),
      };
      const [got, expected] = await both(async (e) => {
        const trainer = await e.trainer({
          architecture,
          loss,
          optimizer,
          basis,
          free: [true, false, true],
        });
        const losses = await trainer.run(steps);
        const weights = await trainer.weights();
        trainer.dispose();
        return { losses, weights };
      });
      expectClose(got.losses, expected.losses, 3e-5);
      expect(got.weights[1]).toEqual(basis[1]);
      got.weights.forEach((weights, k) => expectWithin(weights, expected.weights[k]!, 2e-4));
    });

    it.each(['before', 'after'] as const)('moments %s the nonlinearity', async (stage) => {
      const [a, b] = basis as [Weights, Weights, Weights];
      const [got, expected] = await both((e) => e.moments({ architecture, a, b, samples, stage }));
      expect(got).toHaveLength(architecture.hidden.length);
      got.forEach((moments, l) => {
        const right = expected[l]!;
        expect(moments.samples).toBe(samples);
        expect(moments.units).toBe(right.units);
        for (const key of ['product', 'sumA', 'sumB', 'squareA', 'squareB'] as const)
          expectClose(moments[key], right[key], 1e-5);
      });
    });

    it('logits', async () => {
      const [got, expected] = await both((e) => e.logits(architecture, basis[0]!, 'test', samples));
      expect(got).toHaveLength(samples * architecture.outputs);
      expectClose(got, expected, 1e-5);
    });
  });
});

/** He-normal weights, and biases that are not zero. */
function weightsOf(architecture: Architecture, random: Random): Weights {
  return initialise(architecture, 'he-normal', random).map((w) =>
    w === 0 ? 0.1 * random.normal() : w,
  );
}

/**
 * Equal within `tolerance` of the largest expected entry; of 0.01 if that is less, as float32 rounds a probability
 * of nearly 1 by 1e-7 whatever is left of 1.
 */
function expectClose(got: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) {
  expectWithin(got, expected, tolerance * Math.max(largest(expected), 0.01));
}
