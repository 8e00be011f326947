/** The tab's title says how far a run is, so that it can be seen from another tab. */
import type { StoreApi } from 'zustand/vanilla';
import { dataStateOf } from '../store/datasets';
import type { Session } from '../store/session';
import type { Workspace } from '../store/workspace';
import { percentText } from './format';
import type { Page } from './page';
import { progressLine, type Seen } from './progress';

const NAME = 'Isthmus';

/** `42 % Training A and B – Isthmus`; the name alone while nothing runs. */
function titleOf(seen: Seen): string {
  if (!seen.busy) return NAME;
  const { text, share } = progressLine(seen);
  return `${share === null ? '' : `${percentText(share, 0)} `}${text} – ${NAME}`;
}

/** Milliseconds between two titles. */
const EVERY = 500;

export function followTitle(session: Session, workspace: Workspace, page: StoreApi<Page>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    timer = undefined;
    const { engine, datasets } = session.getState();
    const state = workspace.getState();
    const data = dataStateOf(datasets, state.experiment);
    document.title = titleOf({ ...state, engine, data, overall: page.getState().overall });
  };
  workspace.subscribe((now, before) => {
    if (now.busy || before.busy) timer ??= setTimeout(show, EVERY);
  });
}
