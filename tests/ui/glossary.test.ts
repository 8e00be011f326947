import { describe, expect, it } from 'vitest';
import { marked } from '../../src/ui/glossary/marked';
import { TERMS } from '../../src/ui/glossary/terms';

const found = (text: string) =>
  marked(text).flatMap(({ text: form, term }) => (term === null ? [] : [[form, term.word]]));

describe('the words of the glossary', () => {
  it('are found whole, the longer before the shorter, each once, and the text stays what it was', () => {
    const text = 'Loss plane: the loss of π(A), its losses, and lossless perceptrons; pi(A) again.';
    expect(found(text)).toEqual([
      ['Loss plane', 'loss plane'],
      ['loss', 'loss'],
      ['π(A)', 'pi(A)'],
      ['perceptrons', 'perceptron'],
    ]);
    expect(
      marked(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  it('are not found where there are none', () => {
    expect(marked('Nothing to explain here.')).toEqual([
      { text: 'Nothing to explain here.', term: null },
    ]);
    expect(marked('')).toEqual([]);
  });

  it('are by alphabet, each form once, explained in one or two sentences', () => {
    const words = TERMS.map(({ word }) => word.toLowerCase());
    expect(words).toEqual(words.toSorted((a, b) => a.localeCompare(b, 'en')));
    const forms = TERMS.flatMap((term) => term.forms.map((form) => form.toLowerCase()));
    expect(forms).toEqual([...new Set(forms)]);
    for (const { text } of TERMS) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text.length).toBeLessThan(200);
    }
  });
});
