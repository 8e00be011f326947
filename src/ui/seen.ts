import { useShallow } from 'zustand/react/shallow';
import { useDataset, useSession, useWorkspace } from './context';
import type { Seen } from './progress';

/** All that the progress line is made of; renders again when any of it changes. */
export function useSeen(): Seen {
  const own = useWorkspace(
    useShallow(({ tasks, busy, stopped, experiment }) => ({ tasks, busy, stopped, experiment })),
  );
  const engine = useSession((state) => state.engine);
  const data = useDataset();
  return { ...own, engine, data };
}
