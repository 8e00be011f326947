/** The two networks of a command, and A as it was aligned where that was asked for. */
import { METHODS } from '../jobs/methods';
import type { Weights } from '../model/weights';
import { alignmentFrom, alignNetworks, checkAlignment, type Asking } from './alignment';
import type { Surroundings } from './command';
import { checkAlike, readNetworks, type Network } from './networks';
import type { Given } from './options';
import { InputError } from './problem';
import { catalogEntry, inSession, type Session } from './session';

/** @throws InputError unless two networks are given */
export async function readPair(
  given: Given,
  surroundings: Surroundings,
): Promise<[Network, Network]> {
  const networks = await readNetworks(given.files, given, await catalogEntry(given), surroundings);
  const [first, second, ...more] = networks;
  if (first === undefined || second === undefined || more.length > 0)
    throw new InputError(`Expected two weights files, A and B, got ${networks.length}.`);
  return [first, second];
}

/** What a path goes between. */
export interface Ends {
  readonly networks: readonly [Network, Network];
  /** A, or pi(A) where it is asked for. */
  readonly start: Weights;
  readonly end: Weights;
}

/** Work on A, or pi(A) where it is asked for, and B. */
export async function betweenEnds<Result>(
  given: Given,
  asking: Asking,
  surroundings: Surroundings,
  work: (ends: Ends, session: Session) => Promise<Result>,
): Promise<Result> {
  const settings = alignmentFrom(given, asking);
  const networks = await readPair(given, surroundings);
  // A method that mixes units takes networks of unequal widths; the aligned A has those of B.
  if (settings === null || METHODS[settings.method].mixes !== true) checkAlike(networks);
  if (settings !== null) checkAlignment(settings, networks, asking);
  return inSession(given, surroundings, async (session) => {
    const [a, b] = networks;
    const start =
      settings === null ? a.weights : (await alignNetworks(session, networks, settings)).permuted;
    return work({ networks, start, end: b.weights }, session);
  });
}
