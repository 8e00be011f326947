import { useShallow } from 'zustand/react/shallow';
import { useDataset, usePage, useSession, useWorkspace } from './context';
import type { Seen } from './progress';

/** All that the progress line is made of; renders again when any of it changes. */
export function useSeen(): Seen {
  const own = useWorkspace(
    useShallow(({ tasks, busy, stopped, experiment, landscape }) => ({
      tasks,
      busy,
      stopped,
      experiment,
      landscape,
    })),
  );
  const engine = useSession((state) => state.engine);
  const data = useDataset();
  const overall = usePage((page) => page.overall);
  return { ...own, engine, data, overall };
}
