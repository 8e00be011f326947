import type { Experiment } from '../../jobs/experiment';
import type { MatchingResult } from '../../jobs/jobs';
import { countText, numberText, percentText } from '../format';

/** Pairs less alike than this are hardly matched at all. */
const POOR = 0.3;

/** What a matching is worth, in a sentence or two: the same function, and how many units found no partner. */
export function matchingText(matching: MatchingResult, method: Experiment['matching']): string {
  const same = `π(A) computes the same function as A: on test images no logit differs by more than ${numberText(matching.largestLogitDifference)}.`;
  // Distances and products of weights have no bound to compare with.
  if (method.method === 'weight' || method.similarity === 'l2') return same;
  const all = matching.layers.flatMap(({ similarities }) => [...similarities]);
  const poor = all.filter((similarity) => !(similarity >= POOR)).length;
  const kind = method.similarity === 'cosine' ? 'cosine' : 'correlation';
  return `${same} Of the ${countText(all.length)} pairs in all layers, ${percentText(poor / all.length)} have activations with a ${kind} below ${POOR}.`;
}
