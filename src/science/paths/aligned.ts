/** Align first, then curve (Tatro et al. 2020): a path of any kind between pi(A) and B. */
import type { Architecture } from '../../model/architecture';
import { permute } from '../../model/permutation';
import type { Weights } from '../../model/weights';
import type { LayerMatch } from '../matching/match';

/** pi(A), a new buffer owned by the caller: one match for each hidden layer. */
export function aligned(
  architecture: Architecture,
  a: Weights,
  layers: readonly Pick<LayerMatch, 'permutation'>[],
): Weights {
  return permute(
    architecture,
    a,
    layers.map(({ permutation }) => permutation),
  );
}

/**
 * Matches, then joins what was matched; yields the progress of both.
 *
 * @param match of A's hidden layers with B's
 * @param join a path from pi(A) to B, as {@link fit} of a curve does
 */
export async function* alignThenJoin<Matching, Joining, Joined>(
  architecture: Architecture,
  a: Weights,
  match: AsyncGenerator<Matching, readonly Pick<LayerMatch, 'permutation'>[], void>,
  join: (permuted: Weights) => AsyncGenerator<Joining, Joined, void>,
): AsyncGenerator<
  Matching | Joining,
  { readonly permuted: Weights; readonly joined: Joined },
  void
> {
  const permuted = aligned(architecture, a, yield* match);
  return { permuted, joined: yield* join(permuted) };
}
