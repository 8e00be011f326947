/** Stacks of networks, and training that goes on where another trainer was: the same to the byte. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputSize, type Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import type {
  DatasetEngine,
  Engine,
  Optimizer,
  OptimizerState,
  TrainerOptions,
} from '../../../src/engine/engine';
import { patterns } from '../../support/patterns';
import { createNodeWasmEngine, WASM_BINARIES } from '../../support/wasm';

const ARCHITECTURES: [string, Architecture][] = [
  ['784-13-9-4', { kind: 'mlp', inputs: 784, hidden: [13, 9], outputs: 4, activation: 'relu' }],
  [
    '3-avg-9 on 6 x 6',
    {
      kind: 'cnn',
      channels: 1,
      side: 6,
      layers: [3, 'avg', 9],
      outputs: 4,
      activation: 'tanh',
    },
  ],
];
const OPTIMIZERS: [string, Optimizer][] = [
  [
    'AdamW',
    {
      kind: 'adamw',
      learningRate: 1e-2,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0.01,
    },
  ],
  ['SGD', { kind: 'sgd', learningRate: 0.05, momentum: 0.9, weightDecay: 0.01 }],
];
const BATCH = 6;
const SAMPLES = 50;

/** A free point of its own for each network of a stack, beside one that all share and that does not move. */
const factors = (networks: number, steps: number) =>
  Float64Array.from({ length: steps * networks * (networks + 1) }, (_, i) => {
    const row = Math.floor(i / (networks + 1));
    const [m, k] = [row % networks, i % (networks + 1)];
    const t = ((row * 5) % 7) / 7;
    return k === networks ? 1 - t : k === m ? t : 0;
  });

describe.each(WASM_BINARIES)('%s', (binary) => {
  let machine: Engine;
  beforeAll(async () => {
    machine = await createNodeWasmEngine(binary);
  });

  describe.each(ARCHITECTURES)('%s', (_, architecture) => {
    const points = Array.from({ length: 6 }, (_, seed) =>
      initialise(architecture, 'he-normal', randomFrom(seed)),
    );
    const batches = (networks: number, steps: number) =>
      Uint32Array.from({ length: networks * steps * BATCH }, (_, i) => (17 * i + 3) % SAMPLES);
    let engine: DatasetEngine;
    beforeAll(async () => {
      const pixels = inputSize(architecture);
      engine = await machine.load(patterns({ pixels, classes: 4, train: SAMPLES }));
    });
    afterAll(() => engine.dispose());

    describe.each(OPTIMIZERS)('%s', (_, optimizer) => {
      const options = (networks: number): TrainerOptions => ({
        architecture,
        loss: 'cross-entropy',
        optimizer,
        networks,
        basis: points.slice(0, networks + 1),
        free: Array.from({ length: networks + 1 }, (_, k) => k < networks),
      });
      /** Runs steps `from` to `to` of a fixed plan of 20. */
      const train = async (trainerOptions: TrainerOptions, from: number, to: number) => {
        const { networks, basis } = trainerOptions;
        const width = networks * basis.length;
        const trainer = await engine.trainer(trainerOptions);
        const losses = await trainer.run({
          indices: batches(networks, 20).subarray(from * networks * BATCH, to * networks * BATCH),
          batch: BATCH,
          coefficients: factors(networks, 20).subarray(from * width, to * width),
        });
        const [weights, state] = [await trainer.weights(), await trainer.state()];
        trainer.dispose();
        return { losses: Array.from(losses), weights, state };
      };

      it.each([1, 2])('goes on where another trainer of %i networks was', async (networks) => {
        const whole = await train(options(networks), 0, 20);
        const start = await train(options(networks), 0, 8);
        const { weights: basis, state } = start;
        const rest = await train({ ...options(networks), basis, state }, 8, 20);
        expect(start.state.step).toBe(8);
        expect([...start.losses, ...rest.losses]).toEqual(whole.losses);
        expect({ ...rest, losses: [] }).toEqual({ ...whole, losses: [] });
      });

      it.each([2, 5])('a stack of %i is as many separate trainers', async (networks) => {
        const stack = await train(options(networks), 0, 20);
        for (let m = 0; m < networks; m++) {
          const row = (s: number) => s * networks + m;
          const trainer = await engine.trainer({
            ...options(1),
            basis: [points[m]!, points[networks]!],
          });
          const indices = batches(networks, 20);
          const all = factors(networks, 20);
          const losses = await trainer.run({
            batch: BATCH,
            indices: Uint32Array.from(
              { length: 20 * BATCH },
              (_, i) => indices[row(Math.floor(i / BATCH)) * BATCH + (i % BATCH)]!,
            ),
            coefficients: Float64Array.from({ length: 40 }, (_, i) => {
              const k = i % 2 === 0 ? m : networks;
              return all[row(i >> 1) * (networks + 1) + k]!;
            }),
          });
          expect(Array.from(losses)).toEqual(stack.losses.filter((_, n) => n % networks === m));
          const state: OptimizerState = await trainer.state();
          expect(await trainer.weights()).toEqual([stack.weights[m], points[networks]]);
          expect(state.first).toEqual([stack.state.first[m]]);
          trainer.dispose();
        }
      });

      it('refuses a free point in two networks of a step, before any step', async () => {
        const trainer = await engine.trainer(options(2));
        const coefficients = factors(2, 2);
        coefficients.set([1, 0, 0, 1, 0.5, 0], 6);
        const steps = { indices: batches(2, 2), batch: BATCH, coefficients };
        await expect(trainer.run(steps)).rejects.toThrow('got point 0 in networks 0 and 1');
        expect(await trainer.weights()).toEqual(points.slice(0, 3));
        trainer.dispose();
      });

      it('refuses the state of other free points', async () => {
        const { state } = await train(options(2), 0, 1);
        await expect(engine.trainer({ ...options(1), state })).rejects.toThrow(
          'state of 1 free points, got that of 2',
        );
      });
    });
  });
});
