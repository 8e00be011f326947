/** PyTorch's own numbers on the real Fashion-MNIST, with the tolerances that come with them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine';
import { fashionMnist, golden, GOLDEN_CASES } from '../../support/golden';
import { createNodeWasmEngine, WASM_BINARIES } from '../../support/wasm';
import { worstDifference } from './difference';

const dataset = fashionMnist();

describe.each(WASM_BINARIES)('%s', (binary) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createNodeWasmEngine(binary);
    await engine.load(dataset);
  });

  it.each(GOLDEN_CASES)('%s', async (name) => {
    const { values, architecture, optimizer, indices, weights } = golden(name);
    const { loss } = values;

    const trainer = await engine.trainer({
      architecture,
      loss,
      optimizer,
      basis: [weights('init')],
      free: [true],
    });
    const losses = await trainer.run({
      indices,
      batch: values.batch_size,
      coefficients: new Float64Array(values.steps).fill(1),
    });
    losses.forEach((got, s) =>
      expect(Math.abs(got / values.step_losses[s]! - 1)).toBeLessThan(3e-5),
    );
    const [after] = await trainer.weights();
    expect(worstDifference(after!, weights('after'))).toBeLessThan(2e-4);
    trainer.dispose();

    const [a, b] = [weights('a'), weights('b')];
    const { gradients } = await engine.gradient({
      architecture,
      loss,
      combinations: { basis: [a], coefficients: Float64Array.of(1) },
      split: 'train',
      indices: indices.slice(0, values.batch_size),
    });
    const gradient = weights('gradient');
    const largest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    expect(worstDifference(gradients[0]!, gradient)).toBeLessThan(1e-4 * largest);

    const evaluator = await engine.evaluator({
      architecture,
      loss,
      basis: [a, b],
      split: 'test',
      samples: 10_000,
    });
    const evaluation = await evaluator.evaluate(Float64Array.of(1, 0, 0, 1));
    [values.test_a, values.test_b].forEach((expected, m) => {
      expect(Math.abs(evaluation.loss[m]! / expected.loss - 1)).toBeLessThan(1e-5);
      expect(Math.abs(evaluation.accuracy[m]! - expected.accuracy)).toBeLessThanOrEqual(2e-4);
    });
    evaluator.dispose();
  });
});
