/** The forms of the page beside the usual one: for a room, and within another page. They are queries of any address. */
import { useSyncExternalStore } from 'react';
import { TAB_NAMES, type TabName } from '../pipeline/tabs';

/** What an embedded page may show. */
export const EMBEDDED = ['plane', 'line', 'slider', ...TAB_NAMES] as const;
export type Embedded = 'plane' | 'line' | 'slider' | TabName;

export type Mode =
  | { readonly kind: 'page' }
  | { readonly kind: 'present' }
  | { readonly kind: 'embed'; readonly picture: Embedded };

const PAGE: Mode = { kind: 'page' };
const PRESENT: Mode = { kind: 'present' };
const EMBED = new Map(
  EMBEDDED.map((picture): [string, Mode] => [picture, { kind: 'embed', picture }]),
);

/** The mode that a query asks for; a picture that there is not is the plane. */
export function modeIn(search: string): Mode {
  const query = new URLSearchParams(search);
  const picture = query.get('embed');
  if (picture !== null) return EMBED.get(picture) ?? EMBED.get('plane') ?? PAGE;
  return query.has('present') ? PRESENT : PAGE;
}

/** Queries of one visit, not of what is shared: its engine, its form, files that a terminal serves to it. */
const OWN = ['engine', 'present', 'embed', 'open'];

/**
 * An address with another query, all else as it is.
 *
 * @param added such as `present` or `embed=plane`
 * @param dropped names of queries that go
 */
export function withQuery(href: string, added: readonly string[], dropped = OWN): string {
  const url = new URL(href);
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !dropped.includes(part.split('=')[0] ?? ''));
  url.search = [...kept, ...added].join('&');
  return url.href;
}

const listeners = new Set<() => void>();

/** Goes to another mode in place; the step stays out of the history, as Escape and not Back leads from it. */
export function enterMode(added: readonly string[]): void {
  history.replaceState(history.state, '', withQuery(location.href, added, ['present', 'embed']));
  for (const listener of listeners) listener();
}

/** The mode of the page's address. */
export const useMode = (): Mode =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      addEventListener('popstate', changed);
      return () => {
        listeners.delete(changed);
        removeEventListener('popstate', changed);
      };
    },
    () => modeIn(location.search),
    () => PAGE,
  );
