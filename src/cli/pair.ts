/** The two networks of a command, and A as it was aligned where that was asked for. */
import type { Weights } from '../model/weights';
import { alignNetworks, takesWidths } from './alignment';
import type { Surroundings } from './command';
import { catalogEntry, openSession, type Session } from './session';
import { checkAlike, readNetworks, type Network } from './networks';
import type { Given } from './options';
import { InputError } from './problem';

/** @throws InputError unless two networks are given */
export async function readPair(
  given: Given,
  surroundings: Surroundings,
): Promise<[Network, Network]> {
  const networks = await readNetworks(given.files, given, catalogEntry(given), surroundings);
  const [first, second, ...more] = networks;
  if (first === undefined || second === undefined || more.length > 0)
    throw new InputError(`Expected two weights files, A and B, got ${networks.length}.`);
  return [first, second];
}

/** A or, with `--align`, pi(A); and B. */
export async function openEnds(
  given: Given,
  surroundings: Surroundings,
): Promise<{ session: Session; networks: [Network, Network]; start: Weights; end: Weights }> {
  const networks = await readPair(given, surroundings);
  // A method that mixes units takes networks of unequal widths; the aligned A has those of B.
  if (!takesWidths('align', given)) checkAlike(networks);
  const session = await openSession(given, surroundings);
  const [a, b] = networks;
  const start =
    given.text('align') === undefined
      ? a.weights
      : (await alignNetworks('align', 'align-samples', networks, given, session, surroundings))
          .alignment.aligned;
  return { session, networks, start, end: b.weights };
}
