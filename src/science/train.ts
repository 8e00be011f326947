/** Training networks from given weights, side by side. */
import type { Weights } from '../model/weights';
import type { DatasetEngine } from '../engine/engine';
import { descend, type DescentOptions, type DescentProgress } from './descent';
import { DivergedError } from './divergence';
import type { Checkpoint, TestPoint } from './stackMember';

export interface TrainOptions extends DescentOptions {
  readonly networks: readonly {
    /** Weights before the first step; read, never written. */
    readonly initial: Weights;
    /** Seed of the orders of the images. */
    readonly orderSeed: number;
    /** Goes on from there; all networks from the same step. */
    readonly from?: Checkpoint | null;
  }[];
}

export interface Trained {
  readonly weights: Weights;
  /** On the final samples of the evaluation plan. */
  readonly test: TestPoint;
}

/**
 * Trains networks as one stack and yields the losses of each as they come.
 *
 * @returns of each network what it became, or why it did not
 * @throws OutOfMemoryError when a single network does not fit
 */
export async function* train(
  engine: DatasetEngine,
  { networks, ...options }: TrainOptions,
): AsyncGenerator<DescentProgress, (Trained | DivergedError)[], void> {
  const outcomes = yield* descend(
    engine,
    options,
    networks.map(({ initial, orderSeed, from }) => ({
      basis: [initial],
      free: [true],
      draw: () => [1],
      tested: [1],
      seed: orderSeed,
      from: from ?? null,
    })),
  );
  return outcomes.map((outcome) =>
    outcome instanceof DivergedError ? outcome : { weights: outcome.basis[0]!, test: outcome.test },
  );
}
