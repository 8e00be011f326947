/**
 * The plane in which a training trajectory moves most (Li et al. 2018, section 7): through the last checkpoint, along
 * the first two principal components of the others minus the last. The components follow from the checkpoints' inner
 * products, for there are fewer checkpoints than weights.
 */
import { combine, type Weights } from '../../model/weights';
import { symmetricEigen } from '../eigen';
import { gramMatrix } from '../gram';
import type { Frame } from './frame';

export interface TrajectoryPlane {
  /** The last checkpoint, and where the components lead from it: as far as the trajectory goes along the first. */
  readonly anchors: Frame['anchors'];
  /** Share of the checkpoints' variance along each component, 0 to 1. */
  readonly explained: readonly [first: number, second: number];
}

/** A share of variance below this is rounding of float32. */
const RESOLUTION = 1e-10;

/**
 * @param checkpoints of one network in the order of training, at least four
 * @throws RangeError when these do not span a plane
 */
export function trajectoryPlane(checkpoints: readonly Weights[]): TrajectoryPlane {
  const last = checkpoints.at(-1);
  const n = checkpoints.length - 1;
  if (last === undefined || n < 3)
    throw new RangeError(
      `Expected at least four checkpoints of a training, got ${checkpoints.length}. Train with more of them.`,
    );
  const steps = checkpoints.slice(0, -1).map((point) => combine([point, last], [1, -1]));
  const gram = gramMatrix(steps);
  const { values, vectors } = symmetricEigen(centred(gram, n), n);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const [first, second] = [values[0]!, values[1]!];
  if (!(second > RESOLUTION * total))
    throw new RangeError(
      'Expected checkpoints that span a plane, got all on one line. Choose another plane.',
    );

  /** The component of unit length as a combination of the steps, pointing to where training began. */
  const component = (i: number): number[] => {
    const row = Array.from(vectors.subarray(i * n, (i + 1) * n));
    const mean = row.reduce((sum, v) => sum + v, 0) / n;
    const coefficients = row.map((v) => (v - mean) / Math.sqrt(values[i]!));
    const sign = coordinate(gram, coefficients, 0) < 0 ? -1 : 1;
    return coefficients.map((c) => sign * c);
  };
  const components = [component(0), component(1)] as const;
  const reach = Math.max(...steps.map((_, s) => Math.abs(coordinate(gram, components[0], s))));
  const end = (coefficients: readonly number[]) =>
    combine([last, ...steps], [1, ...coefficients.map((c) => reach * c)]);
  return {
    anchors: [last, end(components[0]), end(components[1])],
    explained: [first / total, second / total],
  };
}

/** Inner product of a step and a combination of all of them. */
function coordinate(gram: Float64Array, coefficients: readonly number[], step: number): number {
  const n = coefficients.length;
  return coefficients.reduce((sum, c, j) => sum + c * gram[step * n + j]!, 0);
}

/** Inner products of the points minus their mean. */
function centred(gram: Float64Array, n: number): Float64Array {
  const means = Array.from(
    { length: n },
    (_, i) => gram.subarray(i * n, (i + 1) * n).reduce((sum, g) => sum + g, 0) / n,
  );
  const mean = means.reduce((sum, m) => sum + m, 0) / n;
  return gram.map((g, i) => g - means[Math.floor(i / n)]! - means[i % n]! + mean);
}
