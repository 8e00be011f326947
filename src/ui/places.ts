/**
 * The places of the page and their addresses. All are one program, so that going from one to another keeps what was
 * computed; each address also opens by itself, on any server and under any path: `gallery/` is a folder with a page of
 * its own, the rest are queries and fragments.
 */

export const PLACE_NAMES = ['explorer', 'gallery', 'lab'] as const;
export type Place = (typeof PLACE_NAMES)[number];

interface PlaceEntry {
  /** In the header. */
  readonly label: string;
  /** In the folder that holds all places. */
  readonly address: string;
}

export const PLACES: Readonly<Record<Place, PlaceEntry>> = {
  explorer: { label: 'Explore', address: '' },
  gallery: { label: 'Gallery', address: 'gallery/' },
  lab: { label: 'Lab', address: '?lab' },
};

/** Of each place's main element, for the link that skips to it. */
export const MAIN_ID = 'results';

/** Queries that say which place is meant, and which finished landscape. */
const MARKS = /^(explore|lab|x)(=|$)/;

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
  if (/^gallery(\/|$)/.test(pathname.slice(root.pathname.length))) return 'gallery';
  const query = new URLSearchParams(search);
  if (query.has('lab')) return 'lab';
  return query.has('explore') || isView(hash) ? 'explorer' : 'lab';
}

/** The finished landscape that an address means where its fragment holds no experiment; null for none. */
export function landscapeAt({ search }: URL, place: Place): string | null {
  return new URLSearchParams(search).get('x') ?? (place === 'explorer' ? OPENING : null);
}

/**
 * The address of a place, with the rest of the query as it is now.
 *
 * @param fragment the experiment and its view, without `#`
 * @param landscape the finished one that is shown in place of an experiment; null for none
 */
export function addressOf(
  place: Place,
  fragment: string,
  now: URL,
  root: URL,
  landscape: string | null = null,
): string {
  const others = now.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !MARKS.test(part))
    .filter((part) => place === 'gallery' || !FILTERS.test(part));
  const marks = {
    explorer: isView(`#${fragment}`) ? [] : ['explore'],
    gallery: [],
    lab: ['lab'],
  }[place];
  const isUsual = landscape === null || (place === 'explorer' && landscape === OPENING);
  const named = isUsual || place === 'gallery' ? [] : [`x=${landscape}`];
  const query = [...others, ...marks, ...named].join('&');
  const folder = place === 'gallery' ? 'gallery/' : '';
  const hash = place === 'gallery' || fragment === '' ? '' : `#${fragment}`;
  return `${root.pathname}${folder}${query && `?${query}`}${hash}`;
}
