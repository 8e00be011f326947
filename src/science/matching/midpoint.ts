/** The network halfway between two: near the top of the barrier on a line (Benzing et al. 2022, footnote 4). */
import type { Architecture } from '../../model/architecture';
import { combine, type Weights } from '../../model/weights';
import type { Split } from '../../data/dataset';
import type { DatasetEngine, Loss } from '../../engine/engine';
import type { Score } from '../ensemble';
import { scoreOf } from '../score';

/** Half of each of two networks, `[1, 2]`. */
export const HALVES = Float64Array.of(0.5, 0.5);

export interface MidpointOptions {
  readonly architecture: Architecture;
  readonly loss: Loss;
  readonly split: Split;
  /** First images of the split. */
  readonly samples: number;
}

/** Loss and accuracy, 0 to 1, of `(A + B) / 2`; a loss that is no number is given as Infinity. */
export function midpoint(
  engine: DatasetEngine,
  options: MidpointOptions,
  a: Weights,
  b: Weights,
): Promise<Score> {
  // One point in place of two halves the work of the first layer.
  return scoreOf(engine, options, combine([a, b], HALVES));
}
