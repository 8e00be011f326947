/** The address of the page carries its experiment. */
import { wordsOf } from '../../store/failure';
import type { Session } from '../../store/session';
import type { Workspace } from '../../store/workspace';
import { fromFragment, toFragment } from '../../pipeline/address';
import type { Experiment } from '../../pipeline/experiment';

/** The experiment of an address, or why it holds none. */
export type Addressed =
  | { readonly experiment: Experiment; readonly refused: null }
  | { readonly experiment: null; readonly refused: string };

export function experimentAt(fragment: string): Addressed {
  try {
    return { experiment: fromFragment(fragment), refused: null };
  } catch (error) {
    return {
      experiment: null,
      refused: `The address does not hold an experiment: ${wordsOf(error)}`,
    };
  }
}

/** Milliseconds without a change after which the address follows; browsers allow few changes a second. */
const PAUSE = 300;

/**
 * Keeps the address up to date with the experiment, and follows one that is typed in or that the browser goes back to.
 * An experiment that is chosen takes a step in the history, one that is edited none.
 *
 * @returns writes the experiment into the address, in place of one that was refused
 */
export function followAddress(
  session: Session,
  workspace: Workspace,
  forget: () => void,
): () => void {
  let written = location.hash;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const addressOf = (experiment: Experiment) => {
    const fragment = toFragment(experiment);
    return `${location.pathname}${location.search}${fragment && `#${fragment}`}`;
  };
  const write = () => {
    clearTimeout(timer);
    history.replaceState(history.state, '', addressOf(workspace.getState().experiment));
    written = location.hash;
  };
  workspace.subscribe((now, then) => {
    if (now.before !== then.before && now.before !== null) {
      clearTimeout(timer);
      history.replaceState(history.state, '', addressOf(now.before));
      history.pushState(null, '', addressOf(now.experiment));
      written = location.hash;
      return;
    }
    if (now.experiment === then.experiment) return;
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE);
  });
  addEventListener('hashchange', () => {
    if (location.hash === written) return;
    // The link that skips to the results is no experiment.
    if (document.getElementById(location.hash.slice(1)) !== null) {
      write();
      return;
    }
    const { experiment, refused } = experimentAt(location.hash);
    if (experiment === null) session.getState().notify(refused, { about: 'address' });
    else {
      forget();
      workspace.getState().edit(experiment);
      session.getState().settle('address');
    }
    write();
  });
  return write;
}
