import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import type { DatasetEngine, Optimizer } from '../../../src/engine/engine';
import { createCpuEngine } from '../../../src/engine/tfjs/cpu';
import { engineOn } from '../../support/engineOn';
import { patterns } from '../../support/patterns';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [5, 6],
  outputs: 4,
  activation: 'tanh',
};
const basis = [1, 2].map((seed) => initialise(architecture, 'xavier', randomFrom(seed)));
const loss = 'cross-entropy';
const ADAMW: Optimizer = {
  kind: 'adamw',
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
};
const SGD: Optimizer = { kind: 'sgd', learningRate: 0.1, momentum: 0, weightDecay: 0 };

/** What an engine is asked, each answer disposed of. */
const QUESTIONS: Record<string, (engine: DatasetEngine) => Promise<void>> = {
  async evaluator(engine) {
    const options = { architecture, loss, basis, split: 'train', samples: 1100 } as const;
    const evaluator = await engine.evaluator(options);
    await evaluator.evaluate(Float64Array.of(1, 0, 0.5, 0.5, 0, 0));
    evaluator.dispose();
  },
  async gradient(engine) {
    const combinations = { basis, coefficients: Float64Array.of(1, 0, 0.5, 0.5) };
    const indices = Uint32Array.from({ length: 1100 }, (_, i) => i);
    await engine.gradient({ architecture, loss, combinations, split: 'train', indices });
  },
  async 'AdamW trainer'(engine) {
    await train(engine, ADAMW);
  },
  async 'SGD trainer'(engine) {
    await train(engine, SGD);
  },
  async moments(engine) {
    const [a, b] = [basis[0]!, basis[1]!];
    await engine.moments({ architecture, a, b, samples: 1100, stage: 'before' });
  },
  async logits(engine) {
    await engine.logits(architecture, basis[0]!, 'train', 1100);
  },
};

async function train(engine: DatasetEngine, optimizer: Optimizer) {
  const trainer = await engine.trainer({
    architecture,
    loss,
    optimizer,
    basis,
    free: [true, false],
    networks: 1,
  });
  await trainer.run({
    indices: Uint32Array.from({ length: 70 }, (_, i) => i),
    batch: 2,
    coefficients: Float64Array.from({ length: 70 }, () => 0.5),
  });
  await trainer.weights();
  trainer.dispose();
}

describe('tensors of the tfjs engine', () => {
  it.each(Object.entries(QUESTIONS))('%s leaves none behind', async (_, ask) => {
    const engine = await engineOn(createCpuEngine(), patterns({ train: 1200 }));
    const before = memory().numTensors;
    await ask(engine);
    expect(memory().numTensors).toBe(before);
    engine.dispose();
  });

  it('are as many after 50 planes of changing sizes as after the first', async () => {
    const engine = await engineOn(createCpuEngine(), patterns());
    const plane = async (points: number) => {
      const options = { architecture, loss, basis, split: 'test', samples: 20 + points } as const;
      const evaluator = await engine.evaluator(options);
      await evaluator.evaluate(Float64Array.from({ length: 2 * points }, (_, i) => i / points));
      evaluator.dispose();
      return memory().numTensors;
    };
    const first = await plane(7);
    for (let n = 1; n < 50; n++) expect(await plane(1 + ((7 * n) % 19))).toBe(first);
    engine.dispose();
  });

  it('takes along what is still open when the engine goes', async () => {
    const before = memory().numTensors;
    const engine = await engineOn(createCpuEngine(), patterns());
    const evaluator = await engine.evaluator({
      architecture,
      loss,
      basis,
      split: 'test',
      samples: 60,
    });
    await engine.trainer({
      architecture,
      loss,
      optimizer: SGD,
      basis,
      free: [true, true],
      networks: 1,
    });
    expect(memory().numTensors).toBeGreaterThan(before);
    engine.dispose();
    evaluator.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

describe('a tfjs engine that is asked wrongly', () => {
  it('refuses a network that does not fit the dataset', async () => {
    const engine = await engineOn(createCpuEngine(), patterns({ pixels: 9 }));
    await expect(
      engine.trainer({
        architecture,
        loss,
        optimizer: SGD,
        basis,
        free: [true, true],
        networks: 1,
      }),
    ).rejects.toThrow('Expected a network of 9 inputs and 4 outputs, got 16 and 4.');
  });

  it('refuses to train when nothing may move', async () => {
    const engine = await engineOn(createCpuEngine(), patterns());
    await expect(
      engine.trainer({
        architecture,
        loss,
        optimizer: SGD,
        basis,
        free: [false, false],
        networks: 1,
      }),
    ).rejects.toThrow('Expected a basis point that is free, got none.');
  });
});
