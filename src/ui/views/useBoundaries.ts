/** What the networks at the slider's place say everywhere, of each path that is looked at. */
import { useEffect, useState } from 'react';
import type { PathName } from '../../jobs/paths';
import { followBoundary, type PlacedBoundary } from '../../store/boundary';
import { useStores } from '../context';

export type Boundaries = Readonly<Partial<Record<PathName, PlacedBoundary | undefined>>>;

/** @param names the same list while its items are the same */
export function useBoundaries(names: readonly PathName[]): Boundaries {
  const { workspace, session } = useStores();
  const [boundaries, setBoundaries] = useState<Boundaries>({});
  useEffect(() => {
    const ends = names.map((name) =>
      followBoundary(name, workspace, session, (boundary) =>
        setBoundaries((all) => ({ ...all, [name]: boundary ?? undefined })),
      ),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [names, workspace, session]);
  return boundaries;
}
