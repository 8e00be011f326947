/** Asks before the page is left with what only it has: results, or a run under way, that the browser does not keep. */
import type { StoreApi } from 'zustand/vanilla';
import { shown } from '../pipeline/state';
import type { Session } from '../store/session';
import type { WorkspaceState } from '../store/workspace';
import type { Page } from './page';

/**
 * True while something would be lost: a run, or networks with results that are not saved as they are now.
 *
 * @param keeps true where the browser keeps runs and results
 */
export function wouldLose(
  { busy, tasks }: Pick<WorkspaceState, 'busy' | 'tasks'>,
  { saved }: Pick<Page, 'saved'>,
  keeps: boolean,
): boolean {
  if (keeps) return false;
  if (busy) return true;
  // What a landscape came with is there again at the next visit.
  const computed = Object.values(tasks).some((state) => {
    const result = state.job === 'network' ? shown(state) : null;
    return result !== null && result.recipe.rounded !== 'kept';
  });
  return computed && saved !== tasks;
}

/** The browser asks in words of its own. */
export function askBeforeLeaving(
  session: Session,
  workspace: StoreApi<WorkspaceState>,
  page: StoreApi<Page>,
): void {
  addEventListener('beforeunload', (event) => {
    const keeps = session.keeper !== null && session.getState().storage.trouble === null;
    if (wouldLose(workspace.getState(), page.getState(), keeps)) event.preventDefault();
  });
}
