/** The address of the page carries its place and its experiment. */
import { wordsOf } from '../../store/failure';
import { fromFragment, toFragment } from '../../pipeline/address';
import type { Experiment } from '../../pipeline/experiment';
import type { Stores } from '../context';
import { forgetTexts } from '../page';
import { addressOf, placeAt } from '../places';

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
 * Keeps the address up to date with place and experiment, and follows one that is typed in or that the browser goes
 * back to. A place or an experiment that is chosen takes a step in the history, one that is edited none.
 *
 * @returns writes the experiment into the address, in place of one that was refused
 */
export function followAddress({ session, workspace, page }: Stores, root: URL): () => void {
  let written = location.href;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const here = () => new URL(location.href);
  const addressFor = (experiment: Experiment) =>
    addressOf(page.getState().place, toFragment(experiment), here(), root);
  const put = (how: 'push' | 'replace', address: string) => {
    clearTimeout(timer);
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(history.state, '', address);
    written = location.href;
  };
  const write = () => put('replace', addressFor(workspace.getState().experiment));

  workspace.subscribe((now, then) => {
    if (page.getState().place === 'gallery') return;
    if (now.before !== then.before && now.before !== null) {
      put('replace', addressFor(now.before));
      put('push', addressFor(now.experiment));
      return;
    }
    if (now.experiment === then.experiment) return;
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE);
  });
  page.subscribe(({ place }, then) => {
    if (place === then.place || placeAt(here(), root) === place) return;
    put('push', addressFor(workspace.getState().experiment));
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
    const { experiment, refused } = experimentAt(location.hash);
    if (experiment === null) session.getState().notify(refused, { about: 'address' });
    else {
      forgetTexts(page);
      workspace.getState().edit(experiment);
      session.getState().settle('address');
    }
    write();
  };
  addEventListener('popstate', follow);
  addEventListener('hashchange', follow);
  return write;
}
