/** Asks before the page is left with what only it has: results, or a run under way. */
import type { StoreApi } from 'zustand/vanilla';
import { shown } from '../pipeline/state';
import type { WorkspaceState } from '../store/workspace';
import type { Page } from './page';

/** True while something would be lost: a run, or networks with results that are not saved as they are now. */
export function wouldLose(
  { busy, tasks }: Pick<WorkspaceState, 'busy' | 'tasks'>,
  { saved }: Pick<Page, 'saved'>,
): boolean {
  if (busy) return true;
  const computed = Object.values(tasks).some(
    (state) => state.job === 'network' && shown(state) !== null,
  );
  return computed && saved !== tasks;
}

/** The browser asks in words of its own. */
export function askBeforeLeaving(workspace: StoreApi<WorkspaceState>, page: StoreApi<Page>): void {
  addEventListener('beforeunload', (event) => {
    if (wouldLose(workspace.getState(), page.getState())) event.preventDefault();
  });
}
