/** PyTorch's first steps and gradients, on every engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetEngine } from '../../src/engine/engine';
import { expectWithin, largest } from '../support/close';
import { engineOn } from '../support/engineOn';
import { GOLDEN_ENGINES } from '../support/engines';
import { golden, GOLDEN_CASES, goldenDataset, TOLERANCES } from '../support/golden';

const dataset = goldenDataset();

/** Milliseconds: convolutions in plain JavaScript, on a busy machine. */
const SLOW = 1_800_000;

describe.each(GOLDEN_ENGINES)('%s', (_, create) => {
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(create(), dataset);
  });
  afterAll(() => engine.dispose());

  describe.each(GOLDEN_CASES)('%s', (name) => {
    const { values, architecture, optimizer, indices, weights } = golden(name);
    const { loss, steps, batch_size: batch } = values;

    it('gradient of the first batch', async () => {
      const { loss: losses, gradients } = await engine.gradient({
        architecture,
        loss,
        combinations: { basis: [weights('a')], coefficients: Float64Array.of(1) },
        split: 'train',
        indices: indices.slice(0, batch),
      });
      expect(Math.abs(losses[0]! / values.gradient_loss - 1)).toBeLessThan(TOLERANCES.loss);
      const expected = weights('gradient');
      expectWithin(gradients[0]!, expected, TOLERANCES.gradient * largest(expected));
    });

    it('losses of the first steps and the weights after them', async () => {
      const trainer = await engine.trainer({
        architecture,
        loss,
        optimizer,
        basis: [weights('init')],
        free: [true],
      networks: 1,
      });
      const losses = await trainer.run({
        indices,
        batch,
        coefficients: new Float64Array(steps).fill(1),
      });
      const ratios = losses.map((got, s) => got / values.step_losses[s]!);
      expectWithin(ratios, new Float64Array(steps).fill(1), TOLERANCES.stepLoss);
      const [after] = await trainer.weights();
      expectWithin(after!, weights('after'), TOLERANCES.after);
      trainer.dispose();
    }, SLOW);
  });
});
