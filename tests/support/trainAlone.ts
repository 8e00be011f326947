/** Training of one network by itself. */
import type { DatasetEngine } from '../../src/engine/engine';
import type { DescentProgress } from '../../src/science/descent';
import { DivergedError } from '../../src/science/divergence';
import { train, type Trained, type TrainOptions } from '../../src/science/train';

export type AloneOptions = Omit<TrainOptions, 'networks'> & TrainOptions['networks'][number];

/** @throws DivergedError where a stack would answer it */
export async function* trainAlone(
  engine: DatasetEngine,
  { initial, orderSeed, from = null, ...options }: AloneOptions,
): AsyncGenerator<DescentProgress, Trained, void> {
  const networks = [{ initial, orderSeed, from }];
  const [outcome] = yield* train(engine, { ...options, networks });
  if (outcome === undefined) throw new Error('Expected an outcome, got none.');
  if (outcome instanceof DivergedError) throw outcome;
  return outcome;
}
