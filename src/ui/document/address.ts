/** The address of the page carries its experiment. */
import type { StoreApi } from 'zustand/vanilla';
import { fromFragment, toFragment } from '../../jobs/address';
import type { Experiment } from '../../jobs/experiment';
import type { Actions, State } from '../../store/state';

/** The experiment of an address, or why it holds none. */
export type Addressed =
  | { readonly experiment: Experiment; readonly refused: null }
  | { readonly experiment: null; readonly refused: string };

export function experimentAt(fragment: string): Addressed {
  try {
    return { experiment: fromFragment(fragment), refused: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { experiment: null, refused: `The address does not hold an experiment: ${reason}` };
  }
}

/** Milliseconds without a change after which the address follows; browsers allow few changes a second. */
const PAUSE = 300;

/** Keeps the address up to date with the experiment, without a step in the history, and follows one that is typed in. */
export function followAddress(isthmus: StoreApi<State & Actions>, forget: () => void): void {
  let written = location.hash;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const fragment = toFragment(isthmus.getState().experiment);
    const { pathname, search } = location;
    history.replaceState(history.state, '', `${pathname}${search}${fragment && `#${fragment}`}`);
    written = location.hash;
  };
  isthmus.subscribe((now, before) => {
    if (now.experiment === before.experiment) return;
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
    if (experiment === null) isthmus.getState().notify(refused);
    else {
      forget();
      isthmus.getState().edit(experiment);
    }
    write();
  });
}
