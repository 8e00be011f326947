/** Training one network from given weights. */
import type { Weights } from '../model/weights';
import type { Engine } from '../engine/engine';
import { descend, type DescentOptions, type DescentProgress, type TestPoint } from './descent';

export interface TrainOptions extends DescentOptions {
  /** Weights before the first step; read, never written. */
  readonly initial: Weights;
}

export interface Trained {
  readonly weights: Weights;
  /** On the final samples of the evaluation plan. */
  readonly test: TestPoint;
}

/**
 * Trains a network and yields its losses as they come.
 *
 * @throws DivergedError when the loss leaves every useful range
 */
export async function* train(
  engine: Engine,
  { initial, ...options }: TrainOptions,
): AsyncGenerator<DescentProgress, Trained, void> {
  const { basis, test } = yield* descend(engine, options, {
    basis: [initial],
    free: [true],
    draw: () => [1],
    tested: [1],
  });
  return { weights: basis[0]!, test };
}
