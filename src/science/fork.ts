/**
 * Stability to the noise of training (Frankle et al. 2020, section 2): a network trains to step k, and from there on
 * as two or more copies that see the images in different orders. Where the line between the copies has no barrier, step
 * k decided on the basin.
 */
import type { Weights } from '../model/weights';
import type { Engine } from '../engine/engine';
import { batchesOf } from './batches';
import type { DescentOptions, DescentProgress } from './descent';
import { watchDivergence, type DivergedError } from './divergence';
import type { Checkpoint } from './lane';
import { paceOf } from './pace';
import { scheduleOf } from './schedule';
import { train, type Trained } from './train';

export interface TrunkOptions extends DescentOptions {
  /** Weights before the first step; read, never written. */
  readonly initial: Weights;
  /** Seed of the order of the images up to the fork. */
  readonly orderSeed: number;
  /** Steps at which to fork, ascending, 0 (two runs from one initialisation) to those of all epochs. */
  readonly forks: readonly number[];
}

export interface ForkOptions extends DescentOptions {
  readonly initial: Weights;
  /** Where the copies begin; null is the initialisation. */
  readonly from: Checkpoint | null;
  /** Seed of the order of the images from there on, of each copy. */
  readonly orderSeeds: readonly number[];
}

/** Milliseconds of one run of steps. */
const RUN = 40;

/**
 * Trains one network and keeps it, with its optimizer's state, at every fork; goes no further than the last.
 *
 * @returns one checkpoint for each fork, null for step 0
 * @throws DivergedError when the loss leaves every useful range
 */
export async function* trunk(
  engine: Engine,
  { initial, orderSeed, forks, ...options }: TrunkOptions,
): AsyncGenerator<DescentProgress, (Checkpoint | null)[], void> {
  const { architecture, loss, optimizer, trainingSamples, batch, epochs } = options;
  const { clock = () => performance.now() } = options;
  const { steps, runAfter, epochAt } = scheduleOf(trainingSamples, batch, epochs);
  checkForks(forks, steps);
  const batches = batchesOf({ trainingSamples, batch, draw: () => [1], seed: orderSeed });
  const watch = watchDivergence(loss, architecture.outputs, optimizer.learningRate);
  const pace = paceOf(RUN);
  const history = new Float32Array(steps);
  const kept: (Checkpoint | null)[] = [];
  let step = 0;
  const trainer = await engine.trainer({
    ...{ architecture, loss, optimizer, basis: [initial], free: [true], networks: 1 },
  });
  try {
    for (const at of forks) {
      while (step < at) {
        const { most, size } = runAfter(step);
        const count = Math.min(pace.size(), most, at - step);
        const began = clock();
        const losses = await trainer.run({ ...batches.take(count, size), batch: size });
        pace.record(count, clock() - began);
        watch.check(losses);
        history.set(losses, step);
        step += count;
        const epoch = epochAt(step);
        yield {
          ...{ network: 0, step, steps, epoch, losses: losses.slice() },
          ...{ test: null, checkpoint: null, kept: false, diverged: null },
        };
      }
      const [points, state] = [await trainer.weights(), await trainer.state()];
      const losses = history.slice(0, step);
      kept.push(step === 0 ? null : { ...state, points, losses, tests: [] });
    }
    return kept;
  } finally {
    trainer.dispose();
  }
}

/** Trains the copies to the end, as one stack. */
export function fork(
  engine: Engine,
  { initial, from, orderSeeds, ...options }: ForkOptions,
): AsyncGenerator<DescentProgress, (Trained | DivergedError)[], void> {
  const networks = orderSeeds.map((orderSeed) => ({ initial, orderSeed, from }));
  return train(engine, { ...options, networks });
}

function checkForks(forks: readonly number[], steps: number): void {
  forks.forEach((at, i) => {
    const before = forks[i - 1] ?? -1;
    if (!Number.isInteger(at) || at <= before || at > steps)
      throw new RangeError(
        `Expected ascending steps from 0 to ${steps} to fork at, got ${forks.join(', ')}.`,
      );
  });
}
