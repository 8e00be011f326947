/**
 * Minibatch descent whose directions science makes of the engine's gradients, step by step: what a trainer, which
 * follows the gradient of the loss alone, cannot do (elastic bands, volumes, cyclical learning rates).
 */
import type { Random } from '../model/random';
import type { Weights } from '../model/weights';
import type { DatasetEngine, Gradients } from '../engine/engine';
import { batchesOf } from './batches';
import type { DescentOptions } from './descent';
import { DivergedError } from './divergence';
import { optimizerOf, type PointOptimizerState } from './optimizer';
import { CHECKPOINT_INTERVAL } from './pace';
import { scheduleOf } from './schedule';

export interface DirectedDescentOptions extends Omit<DescentOptions, 'evaluation' | 'keep'> {
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
  /** Takes from `random` what `draw` takes, where that is cheaper. */
  readonly skip?: (random: Random) => void;
  /** What point k is to go against, from the losses and gradients of the M networks with these coefficients. */
  readonly slope: (k: number, answer: Gradients, coefficients: Float64Array) => ArrayLike<number>;
  /** After each step. */
  readonly settle?: () => void;
  /** Learning rate of a step, from 1; the optimizer's own by default. */
  readonly rate?: (step: number) => number;
  /** Goes on from there; left as it is. */
  readonly from?: DirectedCheckpoint | null | undefined;
}

/** A directed descent between two steps: enough to go on to the same bytes. Every buffer is its own. */
export interface DirectedCheckpoint {
  /** Steps taken. */
  readonly step: number;
  /** The free points, in order. */
  readonly points: readonly Weights[];
  /** Of each free point. */
  readonly optimizers: readonly PointOptimizerState[];
}

/** After a step. */
export interface DirectedDescentProgress {
  /** From 1. */
  readonly step: number;
  readonly steps: number;
  /** Batch losses of the step's networks before it, `[M]`. */
  readonly losses: Float64Array<ArrayBuffer>;
  /** Now and then, at least every 2 seconds, and after the last step. */
  readonly checkpoint: DirectedCheckpoint | null;
}

/**
 * Takes all steps of all epochs, or those left; same options and engine, same points.
 *
 * @throws DivergedError when a loss is not finite
 */
export async function* descendAlong(
  engine: DatasetEngine,
  options: DirectedDescentOptions,
  { points, free, draw, skip, slope, settle, rate, from = null }: DirectedDescent,
): AsyncGenerator<DirectedDescentProgress, void, void> {
  const { architecture, loss, trainingSamples, batch, epochs, orderSeed } = options;
  const { optimizer: settings, clock = () => performance.now() } = options;
  const { steps, runAfter } = scheduleOf(trainingSamples, batch, epochs);
  const batches = batchesOf({ trainingSamples, batch, draw, seed: orderSeed });
  const done = from?.step ?? 0;
  batches.skip(done, skip);
  const moving = points.flatMap((point, k) => (free[k] === true ? [{ point, k }] : []));
  from?.points.forEach((point, i) => moving[i]?.point.set(point));
  const optimizers = moving.map(({ point }, i) =>
    optimizerOf(settings, point, from?.optimizers[i] ?? null),
  );
  let saved = clock();
  for (let step = done + 1; step <= steps; step++) {
    const { indices, coefficients } = batches.take(1, runAfter(step - 1).size);
    const answer = await engine.gradient({
      architecture,
      loss,
      split: 'train',
      indices,
      combinations: { basis: points, coefficients },
    });
    if (!answer.loss.every(Number.isFinite))
      throw new DivergedError(step, 'is not finite', settings.learningRate, options.words);
    const slopes = moving.map(({ k }) => slope(k, answer, coefficients));
    optimizers.forEach((optimizer, i) => optimizer.step(slopes[i]!, rate?.(step)));
    settle?.();
    const due = step === steps || clock() - saved >= CHECKPOINT_INTERVAL;
    const checkpoint = due
      ? {
          step,
          points: moving.map(({ point }) => point.slice()),
          optimizers: optimizers.map((optimizer) => optimizer.state()),
        }
      : null;
    if (due) saved = clock();
    yield { step, steps, losses: answer.loss, checkpoint };
  }
}
