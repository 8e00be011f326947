/**
 * Fast geometric ensembling (Garipov et al. 2018, section 4): networks for an {@link ensemble}, collected in the time
 * of a little more training by a learning rate that goes up and down.
 */
import type { Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import { mapProgress } from '../mapProgress';
import { scheduleOf } from '../schedule';
import {
  descendAlong,
  type DirectedCheckpoint,
  type DirectedDescentOptions,
  type DirectedDescentProgress,
} from '../directedDescent';

export interface CollectOptions extends DirectedDescentOptions {
  /** A trained network, which stays. */
  readonly weights: Weights;
  /** The optimizer's own rate is the highest; this is the lowest, at which networks are collected. */
  readonly lowestRate: number;
  /** Steps of a cycle, even. */
  readonly cycle: number;
  /** Goes on from there. */
  readonly from?: CollectCheckpoint | null | undefined;
}

/** A collection between two steps. */
export interface CollectCheckpoint {
  /** The networks collected so far. */
  readonly collected: readonly Weights[];
  readonly descent: DirectedCheckpoint;
}

export interface CollectProgress extends Omit<DirectedDescentProgress, 'checkpoint'> {
  readonly learningRate: number;
  /** Networks collected so far. */
  readonly collected: number;
  /** Now and then, at least every 2 seconds, and after the last step. */
  readonly checkpoint: CollectCheckpoint | null;
}

/**
 * Learning rate of step i, from 1: from the highest straight down to the lowest at half a cycle, and up again (Garipov
 * et al. 2018, section 4, the formula of alpha(i)).
 */
export function cyclicalRate(i: number, cycle: number, highest: number, lowest: number): number {
  const t = (((i - 1) % cycle) + 1) / cycle;
  return t <= 0.5
    ? (1 - 2 * t) * highest + 2 * t * lowest
    : (2 - 2 * t) * lowest + (2 * t - 1) * highest;
}

/** Trains on, and answers the network in the middle of each cycle. */
export async function* collect(
  engine: DatasetEngine,
  { weights, lowestRate, cycle, from = null, ...options }: CollectOptions,
): AsyncGenerator<CollectProgress, Weights[], void> {
  const { steps } = scheduleOf(options.trainingSamples, options.batch, options.epochs);
  if (!Number.isInteger(cycle) || cycle < 2 || cycle % 2 !== 0 || cycle / 2 > steps)
    throw new RangeError(
      `Expected a cycle of an even number of steps, half of which fit into ${steps}, got ${cycle}.`,
    );
  const { learningRate: highest } = options.optimizer;
  const rate = (step: number) => cyclicalRate(step, cycle, highest, lowestRate);
  const point = weights.slice();
  const collected: Weights[] = [...(from?.collected ?? [])];
  const training = descendAlong(engine, options, {
    points: [point],
    free: [true],
    draw: () => [1],
    slope: (_, { gradients }) => gradients[0]!,
    rate,
    from: from?.descent,
  });
  yield* mapProgress(training, ({ checkpoint, ...progress }) => {
    if (progress.step % cycle === cycle / 2) collected.push(point.slice());
    return {
      ...progress,
      learningRate: rate(progress.step),
      collected: collected.length,
      checkpoint:
        checkpoint === null
          ? null
          : { collected: collected.map((network) => network.slice()), descent: checkpoint },
    };
  });
  return collected;
}
