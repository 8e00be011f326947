/** All that a page with one workspace sees, as one state. */
import { dataStateOf, type DataState } from '../../src/store/datasets';
import type { SessionState } from '../../src/store/session';
import type { WorkspaceState } from '../../src/store/workspace';

export interface PageState extends SessionState, WorkspaceState {
  /** The state of the experiment's dataset. */
  readonly data: DataState;
}

export const pageStateOf = (session: SessionState, workspace: WorkspaceState): PageState => ({
  ...session,
  ...workspace,
  data: dataStateOf(session.datasets, workspace.experiment),
});
