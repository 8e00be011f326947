/** What networks along a path take an image for, in words. */
import { alphaText, listText } from '../format';
import type { Stretch } from './along';

/** `Coat at A, Shirt from α = 0.31, Coat from 0.68 to B`; many changes are counted. */
export function wayText(
  stretches: readonly Stretch[],
  nameOf: (label: number | null) => string,
): string {
  const [first, ...later] = stretches;
  if (first === undefined) return 'nothing is known';
  if (later.length === 0) return `${nameOf(first.label)} all the way`;
  const names = [...new Set(stretches.map(({ label }) => nameOf(label)))];
  if (later.length > 4)
    return `it changes its mind ${later.length} times between ${listText(names)}`;
  return [
    `${nameOf(first.label)} at A`,
    ...later.map(({ label, from }) => `${nameOf(label)} from α = ${alphaText(from)}`),
  ].join(', ');
}
