/** What is drawn above a plane or along a path: one number for each network. */
import type { DatasetEngine, Evaluation, EvaluatorOptions } from '../../engine/engine';
import { evaluate } from '../evaluate';
import { mapProgress } from '../mapProgress';
import { meanEntropy, predict } from '../predictions';

export const QUANTITIES = {
  loss: { label: 'Loss' },
  /** 1 - accuracy, 0 to 1. */
  error: { label: 'Error' },
  /** Mean entropy of the predicted probabilities in nats, 0 to `ln(classes)`: one network at a time, so for grids of moderate size. */
  entropy: { label: 'Entropy of the predictions' },
} as const;

export type Quantity = keyof typeof QUANTITIES;

/** Values of some consecutive networks. */
export interface SurfaceSlice {
  /** Index of the first network in the slice. */
  readonly from: number;
  readonly values: Float64Array<ArrayBuffer>;
}

/**
 * A quantity at M combinations of the basis; yields values as they come, and returns all. Infinity where a network's
 * numbers are not finite.
 *
 * @param coefficients `[M, K]`, row-major
 */
export async function* surface(
  engine: DatasetEngine,
  quantity: Quantity,
  options: EvaluatorOptions,
  coefficients: Float64Array<ArrayBuffer>,
): AsyncGenerator<SurfaceSlice, Float64Array<ArrayBuffer>, void> {
  const all = new Float64Array(coefficients.length / options.basis.length);
  for await (const slice of slices(engine, quantity, options, coefficients)) {
    all.set(slice.values, slice.from);
    yield slice;
  }
  return all;
}

async function* slices(
  engine: DatasetEngine,
  quantity: Quantity,
  options: EvaluatorOptions,
  coefficients: Float64Array<ArrayBuffer>,
): AsyncGenerator<SurfaceSlice, void, void> {
  switch (quantity) {
    case 'loss':
    case 'error': {
      const values = ({ loss, accuracy }: Evaluation) =>
        quantity === 'loss' ? loss : accuracy.map((share) => 1 - share);
      yield* mapProgress(evaluate(engine, options, coefficients), (slice) => ({
        from: slice.from,
        values: values(slice),
      }));
      return;
    }
    case 'entropy': {
      const { outputs } = options.architecture;
      yield* mapProgress(predict(engine, options, coefficients), ({ index, logits }) => ({
        from: index,
        values: Float64Array.of(meanEntropy(logits, outputs)),
      }));
    }
  }
}
