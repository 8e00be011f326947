/** Aligning many networks, so that they can be averaged. */
import type { Architecture } from '../../model/architecture';
import { permute } from '../../model/permutation';
import { randomFrom, shuffled } from '../../model/random';
import { combine, dot, type Weights } from '../../model/weights';
import { mapProgress } from '../mapProgress';
import { ascend } from './ascent';

/** Aligns A with B: a method of matching, once its settings are given. */
export type Aligner = (
  a: Weights,
  b: Weights,
) => AsyncGenerator<unknown, { readonly aligned: Weights }, void>;

export interface ManyProgress {
  /** Networks aligned so far, of all of them; of MergeMany, in the running round. */
  readonly networks: number;
  readonly of: number;
}

/**
 * "All networks are permuted to be similar to the first network" (Benzing et al. 2022, Fig. 3 middle).
 *
 * @returns the networks in their order, the first as it is and the others aligned with it
 */
export async function* matchToFirst(
  networks: readonly Weights[],
  align: Aligner,
): AsyncGenerator<ManyProgress, Weights[], void> {
  const [first, ...others] = networks;
  if (first === undefined) throw new RangeError('Expected at least one network, got none.');
  const of = networks.length;
  const aligned = [first];
  for (const network of others) {
    const networks = aligned.length;
    const alignment = yield* mapProgress(align(network, first), () => ({ networks, of }));
    aligned.push(alignment.aligned);
  }
  yield { networks: of, of };
  return aligned;
}

export interface MergeManyProgress extends ManyProgress {
  /** The running round, from 1. */
  readonly round: number;
  /** Sum of the inner products of all pairs of networks; never falls. */
  readonly objective: number;
}

export interface Merged {
  /** The networks in their order, permuted. */
  readonly networks: Weights[];
  /** Sum of the inner products of all pairs, at the start and after each round. */
  readonly objectives: number[];
}

const MAX_ROUNDS = 100;

/**
 * MergeMany (Ainsworth et al. 2023, "Git Re-Basin", algorithm 3): match each network in turn, in a random order, by its
 * weights to the mean of all others, until a round changes nothing.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- asynchronous as all long work here, so that one way runs it
export async function* mergeMany(
  architecture: Architecture,
  networks: readonly Weights[],
  seed: number,
): AsyncGenerator<MergeManyProgress, Merged, void> {
  const random = randomFrom(seed);
  const aligned = networks.slice();
  const of = aligned.length;
  let objective = pairProducts(aligned);
  const objectives = [objective];
  for (let round = 1, gained = true; gained && round <= MAX_ROUNDS; round++) {
    gained = false;
    for (const [turn, k] of shuffled(random, of).entries()) {
      const others = aligned.filter((_, other) => other !== k);
      if (others.length === 0) break;
      const mean = combine(others, new Float64Array(of - 1).fill(1 / (of - 1)));
      const terms = [{ a: aligned[k]!, b: mean }];
      const ascent = ascend({ architecture, terms, random });
      const progress = { round, networks: turn, of, objective };
      const { objectives: climbed, permutations } = yield* mapProgress(ascent, () => progress);
      if (climbed.at(-1)! > climbed[0]!) {
        aligned[k] = permute(architecture, aligned[k]!, permutations);
        objective = pairProducts(aligned);
        gained = true;
      }
    }
    objectives.push(objective);
    yield { round, networks: of, of, objective };
  }
  return { networks: aligned, objectives };
}

/** `sum_{i < j} <theta_i, theta_j>`. */
function pairProducts(networks: readonly Weights[]): number {
  return networks.reduce(
    (sum, left, i) => networks.slice(i + 1).reduce((inner, right) => inner + dot(left, right), sum),
    0,
  );
}
