/** The address of the page carries its place, its experiment, and how that is looked at. */
import { wordsOf } from '../../store/failure';
import { fromFragment, readFragment, toFragment } from '../../pipeline/address';
import type { Experiment } from '../../pipeline/experiment';
import { USUAL_VIEW, type View } from '../../pipeline/view';
import type { WorkspaceState } from '../../store/workspace';
import type { Stores } from '../context';
import { forgetTexts } from '../page';
import { addressOf, placeAt } from '../places';

/** What an address holds, or why it holds no experiment. */
export type Addressed =
  | {
      readonly experiment: Experiment;
      readonly view: View;
      /** Why its view is not used; null where it is. */
      readonly refused: string | null;
    }
  | { readonly experiment: null; readonly view: View; readonly refused: string };

export function readAddress(fragment: string): Addressed {
  try {
    const { experiment, view, viewRefused } = readFragment(fragment);
    return {
      experiment: experiment ?? fromFragment(''),
      view: { ...USUAL_VIEW, ...view },
      refused:
        viewRefused === null
          ? null
          : `The address holds a view that cannot be shown; the usual one is here in its place: ${viewRefused}`,
    };
  } catch (error) {
    return {
      experiment: null,
      view: USUAL_VIEW,
      refused: `The address does not hold an experiment: ${wordsOf(error)}`,
    };
  }
}

/** Milliseconds without a change after which the address follows; browsers allow few changes a second. */
const PAUSE = 300;

/**
 * Keeps the address up to date with place, experiment and view, and follows one that is typed in or that the browser goes
 * back to. A place or an experiment that is chosen takes a step in the history; an
 * experiment that is edited, and a view, take none.
 *
 * @returns writes them into the address, in place of one that was refused
 */
export function followAddress({ session, workspace, page }: Stores, root: URL): () => void {
  let written = location.href;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const here = () => new URL(location.href);
  const addressFor = ({ experiment, view }: Pick<WorkspaceState, 'experiment' | 'view'>) =>
    addressOf(page.getState().place, toFragment(experiment, view), here(), root);
  const put = (how: 'push' | 'replace', address: string) => {
    clearTimeout(timer);
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(history.state, '', address);
    written = location.href;
  };
  const write = () => put('replace', addressFor(workspace.getState()));

  workspace.subscribe((now, then) => {
    if (page.getState().place === 'gallery') return;
    if (now.experiment === then.experiment && now.view === then.view) return;
    if (now.choices !== then.choices) {
      put('replace', addressFor({ experiment: then.experiment, view: then.view }));
      put('push', addressFor(now));
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE);
  });
  page.subscribe(({ place }, then) => {
    if (place === then.place || placeAt(here(), root) === place) return;
    put('push', addressFor(workspace.getState()));
  });

  /** To where the browser went. */
  const follow = () => {
    if (location.href === written) return;
    written = location.href;
    // The link that skips to the results is no experiment.
    if (document.getElementById(location.hash.slice(1)) !== null) {
      write();
      return;
    }
    const place = placeAt(here(), root);
    page.setState({ place });
    if (place === 'gallery') return;
    const { experiment, view, refused } = readAddress(location.hash);
    if (experiment !== null) {
      forgetTexts(page);
      workspace.getState().edit(experiment);
      workspace.getState().look(view);
    }
    if (refused === null) session.getState().settle('address');
    else session.getState().notify(refused, { about: 'address' });
    write();
  };
  addEventListener('popstate', follow);
  addEventListener('hashchange', follow);
  return write;
}
