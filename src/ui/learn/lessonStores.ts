/** The workspace of the lessons: one for all, on the page's own workers, so that the visitor's experiment stays as it is. */
import type { Landscape } from '../../pipeline/landscape';
import { USUAL_VIEW, type View } from '../../pipeline/view';
import type { Session } from '../../store/session';
import { isLandscape } from '../../store/landscapes';
import { createWorkspace } from '../../store/workspace';
import type { Stores } from '../context';
import { createPage, forgetTexts } from '../page';

const known = new WeakMap<Session, Stores>();

/** @param landscape what it begins with */
export function lessonStores({ session, page }: Stores, landscape: Landscape): Stores {
  const before = known.get(session);
  if (before !== undefined) return before;
  // With an experiment that is asked for, it offers none of an earlier visit.
  const workspace = createWorkspace(session, { landscape, experiment: landscape.experiment });
  const { root } = page.getState();
  const stores = { session, workspace, page: createPage(workspace, { root, place: 'learn' }) };
  workspace.getState().start();
  known.set(session, stores);
  return stores;
}

/** Brings a landscape to the stage, as it came with Isthmus, and looks at it. */
export function show({ workspace, page }: Stores, landscape: Landscape, view: Partial<View>): void {
  const state = workspace.getState();
  page.setState({ playing: false });
  if (!isLandscape(state) || state.landscape?.name !== landscape.name || state.busy)
    state.openLandscape(landscape);
  state.look({ ...USUAL_VIEW, ...view });
}

/** Opens what is on the lesson's stage in the lab. */
export function takeToLab(
  outer: Stores,
  { workspace }: Stores,
  landscapeBy: (name: string) => Landscape | undefined,
): void {
  const state = workspace.getState();
  const shipped = isLandscape(state) ? landscapeBy(state.landscape?.name ?? '') : undefined;
  const { turnTo, openLandscape, look } = outer.workspace.getState();
  forgetTexts(outer.page);
  if (shipped === undefined) turnTo(state.experiment);
  else openLandscape(shipped);
  look(state.view);
  outer.page.setState({ place: 'lab' });
}
