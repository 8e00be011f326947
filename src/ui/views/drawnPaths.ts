/** The four paths as the chart draws them, and its vertical scale. */
import { scaleLinear } from 'd3-scale';
import type { PathResult } from '../../jobs/jobs';
import { finiteRange } from '../draw/curve';
import type { Series } from '../draw/series';

/** A path that has been evaluated. */
export interface DrawnPath {
  readonly series: Series;
  readonly path: PathResult;
}

export type Vertical = ReturnType<typeof verticalScale>;

/**
 * From value to pixel. Losses start at 0, so that barriers have their true proportion; accuracies are shown as far as they fall.
 *
 * @param range bottom and top of the plot in pixels
 */
export function verticalScale(
  drawn: readonly DrawnPath[],
  measure: 'loss' | 'accuracy',
  range: readonly [bottom: number, top: number],
) {
  const values = finiteRange(drawn.flatMap(({ path }) => [...path[measure]]));
  const [low, high] = values ?? (measure === 'loss' ? [0, 2.5] : [0, 1]);
  const ends = measure === 'loss' ? [0, Math.max(high, 1e-6)] : [low, Math.max(high, low + 0.01)];
  return scaleLinear(ends, range).nice(5).clamp(true);
}
