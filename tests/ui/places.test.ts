import { describe, expect, it } from 'vitest';
import { addressOf, isOpenAt, lessonAt, placeAt, PLACE_NAMES } from '../../src/ui/places';

const ROOTS = ['https://here.example/', 'http://localhost:4178/under/some/path/'];
const QUERIES = ['', '?engine=wasm', '?engine=wasm&y=1'];
const FRAGMENTS = ['', 'network.hidden=8&version=3'];

describe.each(ROOTS)('places under %s', (base) => {
  const root = new URL(base);

  it('are those of their addresses, whatever else these say', () => {
    for (const place of PLACE_NAMES)
      for (const query of QUERIES)
        for (const fragment of FRAGMENTS) {
          const address = new URL(addressOf(place, fragment, new URL(query, root), root), root);
          expect([address.href, placeAt(address, root)]).toEqual([address.href, place]);
          for (const part of query.slice(1).split('&')) expect(address.search).toContain(part);
          // From there to each other one, without a trace of the first.
          for (const next of PLACE_NAMES) {
            const onward = addressOf(next, fragment, address, root);
            expect(onward).toBe(addressOf(next, fragment, new URL(query, root), root));
          }
        }
  });

  it('have lessons, each with its screens', () => {
    for (const query of QUERIES)
      for (const lesson of [
        { name: 'two-networks-one-task', screen: null },
        { name: 'two-networks-one-task', screen: 'halfway' },
        { name: 'of & + ?', screen: '%' },
      ]) {
        const now = new URL(query, root);
        const address = new URL(addressOf('learn', '', now, root, { lesson }), root);
        expect([placeAt(address, root), lessonAt(address)]).toEqual(['learn', lesson]);
        expect(isOpenAt({ place: 'learn', lesson }, address, root)).toBe(true);
        expect(isOpenAt({ place: 'learn', lesson: null }, address, root)).toBe(false);
        // Back to their list, without a trace of the lesson.
        expect(addressOf('learn', '', address, root)).toBe(addressOf('learn', '', now, root));
      }
  });

  it('are kept by old links', () => {
    expect(placeAt(new URL('#network.hidden=8', root), root)).toBe('lab');
    expect(placeAt(new URL('?engine=wasm#version=2', root), root)).toBe('lab');
    expect(placeAt(new URL('?lab', root), root)).toBe('lab');
    expect(placeAt(new URL('?engine=wasm', root), root)).toBe('explorer');
    expect(placeAt(new URL('index.html', root), root)).toBe('explorer');
    expect(placeAt(new URL('gallery/index.html', root), root)).toBe('gallery');
    expect(placeAt(new URL('gallery', root), root)).toBe('gallery');
    expect(placeAt(new URL('learn/index.html', root), root)).toBe('learn');
  });
});
