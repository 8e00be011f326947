/** Paths in words. */
import type { PathResult } from '../../jobs/jobs';
import { PATHS, type PathName } from '../../jobs/paths';
import { percentText } from '../format';

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
