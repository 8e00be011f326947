/**
 * The places of the page and their addresses. All are one program, so that going from one to another keeps what was
 * computed; each address also opens by itself, on any server and under any path: `learn/` and `gallery/` are folders
 * with a page of their own, the rest are queries and fragments.
 */

export const PLACE_NAMES = ['explorer', 'learn', 'gallery', 'lab'] as const;
export type Place = (typeof PLACE_NAMES)[number];

interface PlaceEntry {
  /** In the header. */
  readonly label: string;
  /** In the folder that holds all places. */
  readonly address: string;
  /** True where an experiment is looked at, which the address holds. */
  readonly holdsExperiment: boolean;
}

export const PLACES: Readonly<Record<Place, PlaceEntry>> = {
  explorer: { label: 'Explore', address: '', holdsExperiment: true },
  learn: { label: 'Lessons', address: 'learn/', holdsExperiment: false },
  gallery: { label: 'Gallery', address: 'gallery/', holdsExperiment: false },
  lab: { label: 'Lab', address: '?lab', holdsExperiment: true },
};

/** A lesson that is open. */
export interface LessonPlace {
  readonly name: string;
  /** Null for its first. */
  readonly screen: string | null;
  /** True of a screen that was come to by scrolling, which takes no step in the history. */
  readonly scrolled?: boolean;
}

/** What is open. */
export interface Open {
  readonly place: Place;
  /** Among the lessons; null for their list. */
  readonly lesson: LessonPlace | null;
}

/** True where networks are evaluated, so that the engine is wanted. */
export const wantsEngine = ({ place, lesson }: Open): boolean =>
  PLACES[place].holdsExperiment || (place === 'learn' && lesson !== null);

/** Of each place's main element, for the link that skips to it. */
export const MAIN_ID = 'results';

/** Queries that say which place is meant, and which finished landscape or lesson. */
const MARKS = /^(explore|lab|x|lesson|step)(=|$)/;

/** Queries that say which landscapes the gallery shows. */
const FILTERS = /^(about|paper|size)(=|$)/;

/** The finished landscape that the explorer opens on. */
const OPENING = 'two-networks-one-task';

/** The folder that holds all places; pages of folders below it name it in `data-root`. */
export function rootOf({ documentElement, baseURI }: Document): URL {
  const root = new URL(documentElement.dataset['root'] ?? './', baseURI);
  root.search = '';
  root.hash = '';
  return root;
}

/** A fragment that holds no experiment, at most how one is looked at. */
const isView = (hash: string) => hash.length < 2 || hash.startsWith('#view.');

/** The place that an address means; a bare experiment is an old link to the form with Train. */
export function placeAt({ pathname, search, hash }: URL, root: URL): Place {
  const [, folder] = /^(learn|gallery)(\/|$)/.exec(pathname.slice(root.pathname.length)) ?? [];
  if (folder === 'learn' || folder === 'gallery') return folder;
  const query = new URLSearchParams(search);
  if (query.has('lab')) return 'lab';
  return query.has('explore') || isView(hash) ? 'explorer' : 'lab';
}

/** The finished landscape that an address means where its fragment holds no experiment; null for none. */
export function landscapeAt({ search }: URL, place: Place): string | null {
  return new URLSearchParams(search).get('x') ?? (place === 'explorer' ? OPENING : null);
}

/** The lesson that an address among the lessons means; null for their list. */
export function lessonAt({ search }: URL): LessonPlace | null {
  const query = new URLSearchParams(search);
  const name = query.get('lesson');
  return name === null ? null : { name, screen: query.get('step') };
}

/** True where an address opens just this. */
export function isOpenAt({ place, lesson }: Open, address: URL, root: URL): boolean {
  if (placeAt(address, root) !== place) return false;
  const there = lessonAt(address);
  return place !== 'learn' || (there?.name === lesson?.name && there?.screen === lesson?.screen);
}

/**
 * The address of a place, with the rest of the query as it is now.
 *
 * @param fragment the experiment and its view, without `#`
 * @param shown the finished landscape that is shown in place of an experiment, and the lesson; null for none
 */
export function addressOf(
  place: Place,
  fragment: string,
  now: URL,
  root: URL,
  { landscape = null, lesson = null }: Shown = {},
): string {
  const others = now.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !MARKS.test(part))
    .filter((part) => place === 'gallery' || !FILTERS.test(part));
  const marks = {
    explorer: isView(`#${fragment}`) ? [] : ['explore'],
    learn: lessonMarks(lesson),
    gallery: [],
    lab: ['lab'],
  }[place];
  const { holdsExperiment, address } = PLACES[place];
  const isUsual = landscape === null || (place === 'explorer' && landscape === OPENING);
  const named = isUsual || !holdsExperiment ? [] : [`x=${landscape}`];
  const query = [...others, ...marks, ...named].join('&');
  const folder = holdsExperiment ? '' : address;
  const hash = !holdsExperiment || fragment === '' ? '' : `#${fragment}`;
  return `${root.pathname}${folder}${query && `?${query}`}${hash}`;
}

interface Shown {
  readonly landscape?: string | null;
  readonly lesson?: LessonPlace | null;
}

function lessonMarks(lesson: LessonPlace | null): readonly string[] {
  if (lesson === null) return [];
  const { name, screen } = lesson;
  const step = screen === null ? [] : [`step=${encodeURIComponent(screen)}`];
  return [`lesson=${encodeURIComponent(name)}`, ...step];
}
