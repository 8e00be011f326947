/** Finds the words of the glossary in a text. */
import { TERMS, type Term } from './terms';

/** A piece of a text: plain, or a form of a term. */
export interface Piece {
  readonly text: string;
  readonly term: Term | null;
}

const byForm = new Map(
  TERMS.flatMap((term) => term.forms.map((form) => [form.toLowerCase(), term] as const)),
);

/** Longer forms first, so that `loss plane` is not taken for `loss`. */
const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${[...byForm.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((form) => form.replace(/[()]/g, '\\$&'))
    .join('|')})(?![\\p{L}\\p{N}-])`,
  'giu',
);

/**
 * Splits a text at its terms: each term once, where it comes first.
 *
 * @param seen terms that are explained before it; those of this text are added
 */
export function marked(text: string, seen = new Set<Term>()): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: form, index } of text.matchAll(pattern)) {
    const term = byForm.get(form.toLowerCase());
    if (term === undefined || seen.has(term)) continue;
    seen.add(term);
    if (index > end) pieces.push({ text: text.slice(end, index), term: null });
    pieces.push({ text: form, term });
    end = index + form.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), term: null });
  return pieces;
}
