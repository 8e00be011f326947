/**
 * The loss barrier along a path, in both definitions in use, and the network in its middle.
 *
 * - Over the mean: `max_a L(a) - (L(0) + L(1)) / 2` (Frankle et al. 2020; Garipov et al. 2018).
 * - Over the chord: `max_a [L(a) - ((1 - a) L(0) + a L(1))]` (Entezari et al. 2022; Benzing et al. 2022, eq. 2).
 */

/** Loss and accuracy along a path. */
export interface PathProfile {
  /** Ascending from 0 to 1. */
  readonly alphas: ArrayLike<number>;
  /** `[alphas.length]` */
  readonly loss: ArrayLike<number>;
  /** `[alphas.length]`, 0 to 1. */
  readonly accuracy: ArrayLike<number>;
}

/** Not negative; Infinity where a loss on the path is not finite. */
export interface Barrier {
  readonly overMean: number;
  readonly overChord: number;
  /** At alpha = 0.5, between the two neighbours where the path lacks it. */
  readonly midpointLoss: number;
  readonly midpointAccuracy: number;
}

/** Both barriers of a path of at least two places. */
export function barrier({ alphas, loss, accuracy }: PathProfile): Barrier {
  const last = alphas.length - 1;
  if (last < 1 || alphas[0] !== 0 || alphas[last] !== 1)
    throw new RangeError(`Expected alphas from 0 to 1, got ${Array.from(alphas).join(', ')}.`);
  const midpoint = {
    midpointLoss: at(0.5, alphas, loss),
    midpointAccuracy: at(0.5, alphas, accuracy),
  };
  if (!Array.from(loss).every(Number.isFinite))
    return { overMean: Infinity, overChord: Infinity, ...midpoint };
  const start = loss[0]!;
  const end = loss[last]!;
  let overMean = 0;
  let overChord = 0;
  for (let i = 0; i <= last; i++) {
    const alpha = alphas[i]!;
    overMean = Math.max(overMean, loss[i]! - (start + end) / 2);
    overChord = Math.max(overChord, loss[i]! - ((1 - alpha) * start + alpha * end));
  }
  return { overMean, overChord, ...midpoint };
}

/** Linear interpolation of `values` at `alpha`. */
function at(alpha: number, alphas: ArrayLike<number>, values: ArrayLike<number>): number {
  let right = 0;
  while (alphas[right]! < alpha) right++;
  if (alphas[right] === alpha) return values[right]!;
  const [a, b] = [alphas[right - 1]!, alphas[right]!];
  const share = (alpha - a) / (b - a);
  return (1 - share) * values[right - 1]! + share * values[right]!;
}
