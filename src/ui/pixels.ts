/** How pixels are scaled, in words. */
import { CATALOG } from '../data/catalog';
import { normalizationWord, USUAL_NORMALIZATIONS } from '../data/normalization';
import type { Experiment } from '../jobs/experiment';

/** `0 to 1: mean 0 and deviation 1`; as many numbers as there are channels that differ. */
export function pixelsText({
  dataset,
  normalization,
}: Pick<Experiment, 'dataset' | 'normalization'>): string {
  const each = normalization ?? CATALOG[dataset].normalization;
  const listed = (numbers: readonly number[]) =>
    new Set(numbers).size === 1 ? String(numbers[0]) : numbers.join(', ');
  const means = listed(each.map(({ mean }) => mean));
  const deviations = listed(each.map(({ standardDeviation }) => standardDeviation));
  const word = normalizationWord(normalization);
  const named = word === null ? '' : `${USUAL_NORMALIZATIONS[word].label}: `;
  return `${named}mean ${means} and deviation ${deviations}`;
}
