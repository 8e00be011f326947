/** Which landscapes the gallery shows, as its address says. */
import { QUESTIONS, type Question } from '../../pipeline/examples';
import { PAPERS, SIZE_NAMES, type NamedExample, type Size } from './examples';

/** Null shows all. */
export interface Filter {
  readonly about: Question | null;
  readonly paper: string | null;
  readonly size: Size | null;
}

const slugOf = (paper: string) =>
  paper
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** What is not known is left out. */
export function filterIn(search: string): Filter {
  const query = new URLSearchParams(search);
  const among = <Name extends string>(names: readonly Name[], name: string) =>
    names.find((one) => one === query.get(name)) ?? null;
  const paper = query.get('paper');
  return {
    about: among(Object.keys(QUESTIONS) as Question[], 'about'),
    paper: PAPERS.find((one) => slugOf(one) === paper) ?? null,
    size: among(SIZE_NAMES, 'size'),
  };
}

/** A query with the filter in place of the one before. */
export function searchWith(search: string, { about, paper, size }: Filter): string {
  const query = new URLSearchParams(search);
  const parts = { about, paper: paper === null ? null : slugOf(paper), size };
  for (const [name, value] of Object.entries(parts))
    if (value === null) query.delete(name);
    else query.set(name, value);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export const matches = (
  { about, paper, size }: Filter,
  example: Pick<NamedExample, 'about' | 'of' | 'size'>,
): boolean =>
  (about === null || example.about.includes(about)) &&
  (paper === null || example.of === paper) &&
  (size === null || example.size === size);
