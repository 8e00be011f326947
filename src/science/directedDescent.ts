/**
 * Minibatch descent whose directions science makes of the engine's gradients, step by step: what a trainer, which
 * follows the gradient of the loss alone, cannot do (elastic bands, volumes, cyclical learning rates).
 */
import type { Architecture } from '../model/architecture';
import type { Random } from '../model/random';
import type { Weights } from '../model/weights';
import type { DatasetEngine, Gradients, Loss, Optimizer } from '../engine/engine';
import { batchesOf } from './batches';
import { DivergedError } from './divergence';
import { optimizerOf } from './optimizer';
import { scheduleOf } from './schedule';

export interface DirectedDescentOptions {
  readonly architecture: Architecture;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** Images in the training split; each epoch takes every one once, in a new random order. */
  readonly trainingSamples: number;
  /** Images in a batch, at least 1; the last batch of an epoch may be smaller. */
  readonly batch: number;
  /** At least 1. */
  readonly epochs: number;
  /** Seed of the orders of the images, and of the networks drawn. */
  readonly orderSeed: number;
}

export interface DirectedDescent {
  /** K points; those that are `free` are moved in place. */
  readonly points: readonly Weights[];
  /** `[K]` */
  readonly free: readonly boolean[];
  /** The M networks whose gradients the next step asks for, `[M, K]`, row-major. */
  readonly draw: (random: Random) => ArrayLike<number>;
  /** What point k is to go against, from the losses and gradients of the M networks with these coefficients. */
  readonly slope: (k: number, answer: Gradients, coefficients: Float64Array) => ArrayLike<number>;
  /** After each step. */
  readonly settle?: () => void;
  /** Learning rate of a step, from 1; the optimizer's own by default. */
  readonly rate?: (step: number) => number;
}

/** After a step. */
export interface DirectedDescentProgress {
  /** From 1. */
  readonly step: number;
  readonly steps: number;
  /** Batch losses of the step's networks before it, `[M]`. */
  readonly losses: Float64Array<ArrayBuffer>;
}

/**
 * Takes all steps of all epochs; same options and engine, same points.
 *
 * @throws DivergedError when a loss is not finite
 */
export async function* descendAlong(
  engine: DatasetEngine,
  {
    architecture,
    loss,
    optimizer,
    trainingSamples,
    batch,
    epochs,
    orderSeed,
  }: DirectedDescentOptions,
  { points, free, draw, slope, settle, rate }: DirectedDescent,
): AsyncGenerator<DirectedDescentProgress, void, void> {
  const { steps, runAfter } = scheduleOf(trainingSamples, batch, epochs);
  const batches = batchesOf({ trainingSamples, batch, draw, seed: orderSeed });
  const optimizers = points.map((point, k) =>
    free[k] === true ? optimizerOf(optimizer, point) : null,
  );
  for (let step = 1; step <= steps; step++) {
    const { indices, coefficients } = batches.take(1, runAfter(step - 1).size);
    const answer = await engine.gradient({
      ...{ architecture, loss, split: 'train', indices },
      combinations: { basis: points, coefficients },
    });
    if (!answer.loss.every(Number.isFinite))
      throw new DivergedError(step, 'is not finite', optimizer.learningRate);
    const slopes = optimizers.map((optimizer, k) =>
      optimizer === null ? [] : slope(k, answer, coefficients),
    );
    optimizers.forEach((optimizer, k) => optimizer?.step(slopes[k]!, rate?.(step)));
    settle?.();
    yield { step, steps, losses: answer.loss };
  }
}
