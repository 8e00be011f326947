/** Which landscapes the gallery shows, and how what is shown is told. */
import { describe, expect, test } from 'vitest';
import { EXAMPLES, PAPERS, shortName, SIZE_NAMES } from '../../src/ui/gallery/examples';
import { filterIn, matches, searchWith } from '../../src/ui/gallery/filter';
import { QUESTIONS, type Question } from '../../src/pipeline/examples';

const ALL = { about: null, paper: null, size: null };

describe('the filter in the address', () => {
  test('is read as it was written, beside what else is there', () => {
    for (const about of [null, ...(Object.keys(QUESTIONS) as Question[])])
      for (const paper of [null, ...PAPERS])
        for (const size of [null, ...SIZE_NAMES]) {
          const search = searchWith('?engine=wasm', { about, paper, size });
          expect(filterIn(search)).toEqual({ about, paper, size });
          expect(new URLSearchParams(search).get('engine')).toBe('wasm');
        }
  });

  test('leaves out what is not known', () => {
    expect(filterIn('?about=cats&paper=nobody-1900&size=huge')).toEqual(ALL);
    expect(searchWith('', ALL)).toBe('');
  });
});

test('each landscape is found by its own question, paper and size, and all without a filter', () => {
  for (const example of EXAMPLES) {
    expect(matches(ALL, example)).toBe(true);
    for (const about of example.about)
      expect(matches({ about, paper: example.of, size: example.size }, example)).toBe(true);
    const others = SIZE_NAMES.filter((size) => size !== example.size);
    for (const size of others) expect(matches({ ...ALL, size }, example)).toBe(false);
  }
});

test('every question has a landscape', () => {
  for (const about of Object.keys(QUESTIONS) as Question[])
    expect(EXAMPLES.some((example) => example.about.includes(about))).toBe(true);
});

test('a landscape is called by its figure, or by its title where it is no figure’s', () => {
  for (const example of EXAMPLES) expect(shortName(example)).toMatch(/^(Fig|Sec)\. \w+|^“.+”$/);
});
