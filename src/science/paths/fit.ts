/**
 * Fitting a curve between two networks: minimise `E_t L(phi(t))`, t uniform on [0, 1], over the control points alone
 * (Garipov et al. 2018, eq. 2), one t for each batch.
 */
import { combine, type Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import { descend, type DescentOptions, type DescentProgress } from '../descent';
import { DivergedError } from '../divergence';
import type { Checkpoint, TestPoint } from '../stackMember';
import type { Path } from './path';

export interface FitOptions extends DescentOptions {
  readonly path: Path;
  /** The ends, which stay. */
  readonly a: Weights;
  readonly b: Weights;
  /** Seed of the orders of the images and of the places on the curve. */
  readonly orderSeed: number;
  /** Goes on from there. */
  readonly from?: Checkpoint | null;
}

export interface Fitted {
  /** Control points in order, without the ends. */
  readonly controls: Weights[];
  /** The network in the middle of the curve, on the final samples of the evaluation plan. */
  readonly test: TestPoint;
}

/**
 * Fits a path's control points, which start evenly spaced on the straight line between the ends. The tests on the way
 * are of the middle of the curve.
 *
 * @throws DivergedError when the loss leaves every useful range
 */
export async function* fit(
  engine: DatasetEngine,
  { path, a, b, orderSeed, from, ...options }: FitOptions,
): AsyncGenerator<DescentProgress, Fitted, void> {
  const last = path.points - 1;
  const start = Array.from({ length: path.points }, (_, k) => {
    if (k === 0) return a;
    return k === last ? b : combine([a, b], [1 - k / last, k / last]);
  });
  const [outcome] = yield* descend(engine, options, [
    {
      basis: start,
      free: start.map((_, k) => k > 0 && k < last),
      draw: (random) => path.coefficientsAt(random.uniform()),
      tested: path.coefficientsAt(0.5),
      seed: orderSeed,
      from: from ?? null,
    },
  ]);
  if (outcome instanceof DivergedError) throw outcome;
  if (outcome === undefined) throw new Error('internal: a fit has no outcome');
  return { controls: outcome.basis.slice(1, last), test: outcome.test };
}
