/** The address of the page carries its place, its experiment, and how that is looked at. */
import { wordsOf } from '../../store/failure';
import { fromFragment, readFragment, toFragment } from '../../pipeline/address';
import type { Experiment } from '../../pipeline/experiment';
import { USUAL_VIEW, type View } from '../../pipeline/view';
import { isLandscape } from '../../store/landscapes';
import type { WorkspaceState } from '../../store/workspace';
import type { Stores } from '../context';
import { forgetTexts } from '../page';
import {
  addressOf,
  isOpenAt,
  landscapeAt,
  lessonAt,
  placeAt,
  PLACES,
  type LessonPlace,
  type Place,
} from '../places';

/** What an address holds, or why it holds no experiment. */
export type Addressed =
  | {
      /** Null where it says nothing of one. */
      readonly experiment: Experiment | null;
      readonly view: View;
      /** Why its view is not used; null where it is. */
      readonly refused: string | null;
    }
  | { readonly experiment: null; readonly view: View; readonly refused: string };

export function readAddress(fragment: string): Addressed {
  try {
    const { experiment, view, viewRefused } = readFragment(fragment);
    return {
      experiment,
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

/** The address of a place with what it shows. */
export function addressFor(
  place: Place,
  state: Pick<WorkspaceState, 'experiment' | 'landscape' | 'view'>,
  root: URL,
  lesson: LessonPlace | null = null,
): string {
  const landscape = isLandscape(state) ? (state.landscape?.name ?? null) : null;
  const { experiment, view } = state;
  const fragment = toFragment(landscape === null ? experiment : null, view);
  // Without a word of the experiment, the explorer would open on its first landscape.
  const whole =
    landscape === null && !fragment.includes('version=')
      ? [fragment, `version=${experiment.version}`].filter(Boolean).join('&')
      : fragment;
  const here = new URL(location.href);
  return addressOf(place, place === 'explorer' ? whole : fragment, here, root, {
    landscape,
    lesson,
  });
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
  const addressHere = (state: WorkspaceState) => {
    const { place, lesson } = page.getState();
    return addressFor(place, state, root, lesson);
  };
  const put = (how: 'push' | 'replace', address: string) => {
    clearTimeout(timer);
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(history.state, '', address);
    written = location.href;
  };
  const write = () => put('replace', addressHere(workspace.getState()));
  /** The browser's own step in the history is there already. */
  let following = false;

  workspace.subscribe((now, then) => {
    if (!PLACES[page.getState().place].holdsExperiment) return;
    if (now.experiment === then.experiment && now.view === then.view) return;
    if (now.choices !== then.choices && !following) {
      put('replace', addressHere(then));
      put('push', addressHere(now));
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE);
  });
  page.subscribe((now, then) => {
    if (now.place === then.place && now.lesson === then.lesson) return;
    if (isOpenAt(now, here(), root)) return;
    put(now.lesson?.scrolled === true ? 'replace' : 'push', addressHere(workspace.getState()));
  });

  /** Turns to a finished landscape, which takes no step of its own in the history. */
  const openNamed = async (name: string, view: View) => {
    const { notify, settle } = session.getState();
    try {
      const landscape = await session.shipped.landscape(name);
      following = true;
      forgetTexts(page);
      workspace.getState().openLandscape(landscape);
      workspace.getState().look(view);
      settle('address');
    } catch (error) {
      notify(wordsOf(error), { about: 'address' });
    } finally {
      following = false;
      write();
    }
  };

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
    page.setState({ place, lesson: lessonAt(here()) });
    if (!PLACES[place].holdsExperiment) return;
    const { experiment, view, refused } = readAddress(location.hash);
    const name = experiment === null ? landscapeAt(here(), place) : null;
    if (refused === null && name !== null) {
      void openNamed(name, view);
      return;
    }
    if (experiment !== null || refused === null) {
      forgetTexts(page);
      workspace.getState().edit(experiment ?? fromFragment(''));
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
