/**
 * Permutations found at one step of training and applied at others: when do two networks come to share a valley, and
 * from when on does it show? (Benzing et al. 2022, Fig. 3 right: "Perm@x" and "Current Perm".)
 */
import { permute, type Permutation } from '../../model/permutation';
import type { Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import { mapProgress } from '../mapProgress';
import { midpoint, type MidpointOptions } from './midpoint';

/** Finds permutations of A that match B: a method of matching, once its settings are given. */
export type Matcher = (
  a: Weights,
  b: Weights,
) => AsyncGenerator<unknown, readonly Permutation[], void>;

/** Two networks on their way, each at the same steps. */
export interface Checkpoints {
  /** Ascending. */
  readonly steps: readonly number[];
  /** `[steps.length]` each. */
  readonly a: readonly Weights[];
  readonly b: readonly Weights[];
}

export interface TransferOptions extends MidpointOptions {
  readonly checkpoints: Checkpoints;
  /** Steps at which permutations are found, each of them a checkpoint's; null for those of the very step. */
  readonly found: readonly (number | null)[];
  /** Steps at which they are applied, each of them a checkpoint's; all by default. */
  readonly applied?: readonly number[];
}

/** The average of `pi(A)` and B at one step, with the permutation of another. */
export interface TransferPoint {
  /** Step at which the permutation was found; null for the step at which it is applied. */
  readonly found: number | null;
  readonly applied: number;
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
}

/** Yields null while a pair is being matched, and each point as it is known; one curve after the other. */
export async function* transferPermutations(
  engine: DatasetEngine,
  { checkpoints, found, applied: wanted, ...options }: TransferOptions,
  match: Matcher,
): AsyncGenerator<TransferPoint | null, TransferPoint[], void> {
  const { steps, a, b } = checkpoints;
  const known = new Map<number, readonly Permutation[]>();
  async function* permutationsAt(step: number) {
    const at = steps.indexOf(step);
    if (at < 0) throw new RangeError(`Expected a step of ${steps.join(', ')}, got ${step}.`);
    const before = known.get(step);
    if (before !== undefined) return before;
    const permutations = yield* mapProgress(match(a[at]!, b[at]!), () => null);
    known.set(step, permutations);
    return permutations;
  }
  const points: TransferPoint[] = [];
  for (const from of found)
    for (const [at, applied] of steps.entries()) {
      if (wanted?.includes(applied) === false) continue;
      const permutations = yield* permutationsAt(from ?? applied);
      const permuted = permute(options.architecture, a[at]!, permutations);
      const middle = await midpoint(engine, options, permuted, b[at]!);
      const point = { found: from, applied, ...middle };
      points.push(point);
      yield point;
    }
  return points;
}
