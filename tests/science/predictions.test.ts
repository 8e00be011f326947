import { expect, it } from 'vitest';
import {
  certainties,
  confusionMatrix,
  decidedClasses,
  disagreement,
  meanEntropy,
  predict,
  predictedClasses,
  probabilities,
} from '../../src/science/predictions';
import { combine } from '../../src/model/weights';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import type { Architecture } from '../../src/model/architecture';
import { collect } from '../support/collect';
import { expectWithin } from '../support/close';
import { engineOn } from '../support/engineOn';
import { createOracleEngine } from '../support/oracleEngine';
import { patterns } from '../support/patterns';
import { createNodeWasmEngine } from '../support/wasm';

it('turns logits into probabilities, however large they are', () => {
  const logits = Float32Array.of(0, Math.log(3), 1000, 1000, -1000, 0);
  expectWithin(probabilities(logits, 2), [0.25, 0.75, 0.5, 0.5, 0, 1], 1e-7);
  expectWithin(probabilities(Float32Array.of(1, 1, 1), 3), [1 / 3, 1 / 3, 1 / 3], 1e-15);
});

it('predicts the class of the largest logit, the first among equals', () => {
  expect([...predictedClasses(Float32Array.of(1, 2, 0, 3, 3, 1), 3)]).toEqual([1, 0]);
});

it('counts the samples on which two disagree', () => {
  const a = Uint8Array.of(1, 2, 3, 4);
  expect(disagreement(a, a)).toBe(0);
  expect(disagreement(a, Uint8Array.of(1, 0, 3, 0))).toBe(0.5);
});

it('measures entropy from certainty to guessing', () => {
  expect(meanEntropy(Float32Array.of(2000, 0, 0, 0, 0, 2000), 3)).toBe(0);
  expect(meanEntropy(Float32Array.of(5, 5, 5, 5), 4)).toBeCloseTo(Math.log(4), 14);
  expect(meanEntropy(Float32Array.of(0, Math.log(3)), 2)).toBeCloseTo(
    -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75),
    7,
  );
  expect(meanEntropy(Float32Array.of(NaN, 1), 2)).toBe(Infinity);
});

it('gives the logits of every combination', async () => {
  const architecture: Architecture = {
    kind: 'mlp',
    inputs: 16,
    hidden: [5],
    outputs: 4,
    activation: 'tanh',
  };
  const basis = [1, 2].map((seed) => initialise(architecture, 'xavier', randomFrom(seed)));
  const table = Float64Array.of(1, 0, 0.5, 0.5, 0, 1);
  for (const opened of [createOracleEngine(), await createNodeWasmEngine('relaxed')]) {
    const engine = await engineOn(opened, patterns());
    const options = { architecture, basis, split: 'test', samples: 9 } as const;
    const { progress } = await collect(predict(engine, options, table));
    expect(progress.map(({ index }) => index)).toEqual([0, 1, 2]);
    const half = await engine.logits(architecture, combine(basis, [0.5, 0.5]), 'test', 9);
    expect(progress[1]!.logits).toEqual(half);
    expect(half).toHaveLength(36);
    engine.dispose();
  }
});

it('decides for no class where a logit is not finite', () => {
  const logits = Float32Array.of(1, 2, NaN, 0, Infinity, 1);
  expect([...decidedClasses(logits, 2)]).toEqual([1, 255, 255]);
});

it('is as sure as the softmax, or as the output after squared error', () => {
  const logits = Float32Array.of(0, Math.log(3));
  expectWithin(certainties(logits, 2, 'cross-entropy'), [0.25, 0.75], 1e-7);
  expectWithin(certainties(Float32Array.of(-0.25, 1.5), 2, 'mse'), [0, 1], 1e-15);
});

it('counts true classes in rows and what they are taken for in columns', () => {
  const matrix = confusionMatrix(Uint8Array.of(0, 1, 1, 255), Uint8Array.of(0, 0, 1, 1), 2);
  expect([...matrix]).toEqual([1, 1, 0, 1]);
});
