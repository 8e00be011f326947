/** Gives components the session and their workspace, by context, so that each picture may have a workspace of its own. */
import { createContext, use, useMemo } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { PATH_REFS, pathStates, type PathStates } from '../pipeline/kinds/pair/refs';
import { stateAs, type TaskState } from '../pipeline/state';
import type { TaskJob, TaskRef } from '../pipeline/task';
import { dataStateOf, heldData, type DataState } from '../store/datasets';
import type { Session, SessionActions, SessionState } from '../store/session';
import type { Workspace, WorkspaceActions, WorkspaceState } from '../store/workspace';
import type { Page } from './page';

export interface Stores {
  readonly session: Session;
  readonly workspace: Workspace;
  readonly page: StoreApi<Page>;
}

export const StoresContext = createContext<Stores | null>(null);

/** The stores, for event handlers and subscriptions that bypass React. */
export function useStores(): Stores {
  const stores = use(StoresContext);
  if (stores === null) throw new Error('Expected a StoresContext above this component, got none.');
  return stores;
}

/** Part of what the page has once; renders again when it changes. */
export function useSession<Part>(select: (state: SessionState & SessionActions) => Part): Part {
  return useStore(useStores().session, select);
}

/** Part of the picture's own workspace; renders again when it changes. */
export function useWorkspace<Part>(
  select: (state: WorkspaceState & WorkspaceActions) => Part,
): Part {
  return useStore(useStores().workspace, select);
}

/** A task of the workspace. */
export const useTask = <Job extends TaskJob>({ id, job }: TaskRef<Job>): TaskState<Job> =>
  stateAs(
    useWorkspace(({ tasks }) => tasks[id]),
    job,
  );

/** Every path; renders again only when one of them changes, not with every step of what else runs. */
export function usePathStates(): PathStates {
  const states = useWorkspace(useShallow(({ tasks }) => PATH_REFS.map(({ ref }) => tasks[ref.id])));
  return useMemo(() => pathStates((i) => states[i]), [states]);
}

/** The dataset of the workspace's experiment. */
export function useDataset(): DataState {
  const dataset = useWorkspace(({ experiment }) => experiment.dataset);
  const points = useWorkspace(({ experiment }) => experiment.points);
  const own = useWorkspace(({ experiment }) => experiment.own);
  return useSession(({ datasets }) => dataStateOf(datasets, { dataset, points, own }));
}

/** What of the experiment's images is there to look at: all, the first test images alone, or nothing. */
export function useHeld(): 'all' | 'sample' | null {
  const dataset = useWorkspace(({ experiment }) => experiment.dataset);
  const points = useWorkspace(({ experiment }) => experiment.points);
  const own = useWorkspace(({ experiment }) => experiment.own);
  return useSession((state) => {
    const held = heldData(state, { dataset, points, own, normalization: null });
    return held === null ? null : held.sample === true ? 'sample' : 'all';
  });
}

/** Part of the page's own state. */
export function usePage<Part>(select: (page: Page) => Part): Part {
  return useStore(useStores().page, select);
}
