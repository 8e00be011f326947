/** PyTorch's losses of networks and of all that lies between them, on every engine. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { permute } from '../../src/model/permutation';
import { combine } from '../../src/model/weights';
import type { DatasetEngine } from '../../src/engine/engine';
import { expectWithin, largest } from '../support/close';
import { engineOn } from '../support/engineOn';
import { GOLDEN_ENGINES } from '../support/engines';
import {
  accuracyTolerance,
  golden,
  GOLDEN_CASES,
  goldenDataset,
  TOLERANCES,
} from '../support/golden';
import { thorough } from '../support/thorough';
import { torchInit } from '../support/torchRandom';
import { createNodeWasmEngine } from '../support/wasm';

const dataset = goldenDataset();

/** Milliseconds: convolutions on 10,000 images in plain JavaScript, on a busy machine. */
const SLOW = 1_800_000;

/** Images where convolutions are slow; both binaries of WebAssembly are held to PyTorch on all. */
const FEW = 1000;

describe.each(GOLDEN_CASES)('%s', (name) => {
  const { values, architecture, weights, seeds } = golden(name);
  const permutations = values.activation_matching.layers.map((layer) =>
    Uint32Array.from(layer.permutation),
  );
  const permuted = (w: Parameters<typeof permute>[1]) => permute(architecture, w, permutations);
  const [a, b, control] = [weights('a'), weights('b'), weights('control')];
  // B's initial weights are not stored; A's show that the draws are PyTorch's.
  const { a: seedA, b: seedB } = seeds();
  const [initA, initB] = [weights('init'), torchInit(architecture, seedB)];
  const half = [0.5, 0.5];

  const basis = [
    a,
    permuted(a),
    control,
    b,
    combine([initA, initB], half),
    combine([permuted(initA), initB], half),
  ];
  const at = (...row: number[]) => Array.from({ length: basis.length }, (_, k) => row[k] ?? 0);
  const chain = (t: number) =>
    t <= 0.5 ? at(1 - 2 * t, 0, 2 * t) : at(0, 0, 2 - 2 * t, 2 * t - 1);
  const { alphas } = values;
  const expected = [
    { row: at(1), measured: values.test_a },
    { row: at(0, 0, 0, 1), measured: values.test_b },
    { row: at(0, 1), measured: values.test_permuted_a },
    ...values.naive.map((measured, i) => ({
      row: at(1 - alphas[i]!, 0, 0, alphas[i]!),
      measured,
    })),
    ...values.permuted.map((measured, i) => ({
      row: at(0, 1 - alphas[i]!, 0, alphas[i]!),
      measured,
    })),
    ...values.bezier.map((measured, i) => {
      const t = alphas[i]!;
      return { row: at((1 - t) ** 2, 0, 2 * t * (1 - t), t * t), measured };
    }),
    ...values.polychain.map((measured, i) => ({ row: chain(alphas[i]!), measured })),
    { row: at(0, 0, 0, 0, 1), measured: values.init_naive_midpoint },
    { row: at(0, 0, 0, 0, 0, 1), measured: values.init_permuted_midpoint },
  ];

  it('draws initial weights as PyTorch does', () => {
    expectWithin(torchInit(architecture, seedA), initA, 1e-6 * largest(initA));
  });

  describe.each(GOLDEN_ENGINES)('%s', (engineName, create, slow) => {
    const convolutional = architecture.kind === 'cnn';
    // A convolutional network takes a second, or half a minute where it is slow, and minutes on a busy machine: then that
    // half way between pi(A) and B, in which both have a share, on few images, for which WebAssembly's answer stands in.
    const few = slow && convolutional;
    const some = few
      ? [expected[3 + alphas.length + Math.floor(alphas.length / 2)]!]
      : expected.filter((_, index) => !(slow || convolutional) || index % (thorough ? 5 : 20) === 0);
    const coefficients = Float64Array.from(some.flatMap(({ row }) => row));
    const samples = few ? FEW : dataset.test.count;
    const evaluate = async (on: DatasetEngine) => {
      const { loss } = values;
      const evaluator = await on.evaluator({ architecture, loss, basis, split: 'test', samples });
      const evaluation = await evaluator.evaluate(coefficients);
      evaluator.dispose();
      return evaluation;
    };
    const wanted = async () => {
      if (!few)
        return {
          loss: some.map(({ measured }) => measured.loss),
          accuracy: some.map(({ measured }) => measured.accuracy),
        };
      const exact = await engineOn(createNodeWasmEngine('relaxed'), dataset);
      const evaluation = await evaluate(exact);
      exact.dispose();
      return evaluation;
    };

    let engine: DatasetEngine;
    beforeAll(async () => {
      engine = await engineOn(create(), dataset);
    });
    afterAll(() => engine.dispose());

    // In JavaScript it would be a minute; gradients and steps are held to PyTorch there too.
    it.skipIf(convolutional && engineName === 'tfjs in JavaScript')('networks, lines, curve, chain and initial midpoints', async () => {
      const { loss, accuracy } = await evaluate(engine);
      const right = await wanted();
      const ratios = loss.map((got, m) => got / right.loss[m]!);
      expectWithin(ratios, new Float64Array(some.length).fill(1), TOLERANCES.loss);
      expectWithin(accuracy, right.accuracy, accuracyTolerance(samples));
    }, SLOW);
  });
});
