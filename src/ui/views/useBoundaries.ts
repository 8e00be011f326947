/** What the networks at the slider's place say everywhere, of each path that is looked at. */
import { useMemo } from 'react';
import type { PathName } from '../../jobs/paths';
import { EVALUATE_BOUNDARY, type PlacedBoundary } from '../../store/boundary';
import { usePathStates, useWorkspace } from '../context';
import { useSaid } from '../sees/useSaid';

export type Boundaries = Readonly<Partial<Record<PathName, PlacedBoundary>>>;

/** @param names the same list while its items are the same */
export function useBoundaries(names: readonly PathName[]): Boundaries {
  const alpha = useWorkspace(({ view }) => view.alpha);
  const busy = useWorkspace((state) => state.busy);
  const states = usePathStates();
  const here = useMemo(() => ({ alpha }), [alpha]);
  const said = useSaid(EVALUATE_BOUNDARY, names, here);
  return useMemo(() => {
    const found = names.flatMap((name) => {
      const { answer, wanted } = said[name] ?? { answer: null };
      // What is said of networks that others are about to replace is no longer true.
      if (busy || answer === null || states[name].status !== 'done') return [];
      return [[name, { ...answer, alpha: wanted.alpha }] as const];
    });
    return Object.fromEntries(found);
  }, [names, said, busy, states]);
}
