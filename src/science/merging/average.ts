/** Averages of networks: the middle of a line, soups and barycentres alike. */
import { combine, type Weights } from '../../model/weights';
import type { Combinations } from '../../engine/engine';

/** n networks with equal weights, as a combination that an engine evaluates (Benzing et al. 2022, Fig. 3 middle). */
export function uniformAverage(networks: readonly Weights[]): Combinations {
  const { length } = networks;
  return { basis: networks, coefficients: new Float64Array(length).fill(1 / length) };
}

/** The average itself: a new buffer owned by the caller. */
export function average(networks: readonly Weights[]): Weights {
  const { basis, coefficients } = uniformAverage(networks);
  return combine(basis, coefficients);
}
