/** Paths in words. */
import type { PathResult } from '../../jobs/jobs';
import { PATHS, type PathName } from '../../jobs/paths';
import { alongText } from '../draw/along';
import { alphaText, percentText } from '../format';
import type { PathMeasure } from '../../pipeline/view';
import type { DrawnPath } from './drawnPaths';

/** The chart along alpha in a sentence for each path: both ends and, where it is farthest from them, its extreme. */
export function pathSummary(
  drawn: readonly Pick<DrawnPath, 'series' | 'alphas' | 'values'>[],
  measure: PathMeasure,
): string {
  if (drawn.length === 0) return 'Nothing is drawn yet.';
  const extreme = measure === 'accuracy' ? Math.min : Math.max;
  return drawn
    .map(({ series, alphas, values }) => {
      const known = values.filter((value) => !Number.isNaN(value));
      const most = extreme(...known);
      const at = alphas[values.indexOf(most)] ?? NaN;
      const text = (value: number | undefined) => alongText(measure, value ?? NaN);
      const which = measure === 'accuracy' ? 'lowest' : 'highest';
      const where = alphaText(at);
      const apart = at > 0 && at < 1 ? `, ${which} ${text(most)} at α ${where}` : '';
      return `${series.title}: ${text(values[0])} at α 0${apart}, ${text(values.at(-1))} at α 1.`;
    })
    .join(' ');
}

/** Who described the paths, each source once. */
export function pathSources(names: readonly PathName[]): string {
  const places = new Map<string, Set<string>>();
  for (const name of names) {
    const [paper = '', place] = PATHS[name].source.split(', ');
    const known = places.get(paper) ?? new Set();
    if (place !== undefined) known.add(place);
    places.set(paper, known);
  }
  return [...places].map(([paper, known]) => [paper, ...known].join(', ')).join('; ');
}

/** What averaging did to the variance of each hidden layer before REPAIR, in a sentence or two. */
export function varianceText({ varianceRatios }: Pick<PathResult, 'varianceRatios'>): string {
  if (varianceRatios === null || varianceRatios.length === 0) return '';
  const shares = varianceRatios.map((ratio) => percentText(ratio, 0));
  const layers =
    shares.length === 1
      ? `the hidden layer has ${shares[0] ?? ''}`
      : `hidden layers 1 to ${shares.length} have ${listText(shares)}`;
  return `REPAIR: halfway, ${layers} of the variance of pre-activations that π(A) and B have in the mean. What is missing makes the average answer alike to all images; REPAIR rescales each unit so that nothing is.`;
}

/** `A, B and C`. */
export function listText(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
