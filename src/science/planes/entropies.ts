/** The mean entropy of the predictions above a plane: one network at a time, so for grids of moderate size. */
import type { DatasetEngine } from '../../engine/engine';
import { mapProgress } from '../mapProgress';
import { meanEntropy, predict, type PredictionOptions } from '../predictions';

/** Of some consecutive networks. */
export interface EntropySlice {
  /** Index of the first network in the slice. */
  readonly from: number;
  /** In nats, 0 to `ln(classes)`; Infinity where a network's numbers are not finite. */
  readonly values: Float64Array<ArrayBuffer>;
}

/**
 * Mean entropies of M combinations of the basis; yields each as it comes.
 *
 * @param coefficients `[M, K]`, row-major
 */
export function entropies(
  engine: DatasetEngine,
  options: PredictionOptions,
  coefficients: Float64Array<ArrayBuffer>,
): AsyncGenerator<EntropySlice, void, void> {
  const { outputs } = options.architecture;
  return mapProgress(predict(engine, options, coefficients), ({ index, logits }) => ({
    from: index,
    values: Float64Array.of(meanEntropy(logits, outputs)),
  }));
}
