import { mean, sum } from 'd3-array';
import type { MatchingResult } from '../../jobs/jobs';
import { countedText, countText, numberText, percentText, timeText } from '../format';

/** What was done, how well it went, whether the function is the same, and how many units found no partner. */
export function matchingText(matching: MatchingResult): string {
  const { title, objective, tried, seconds, largestLogitDifference } = matching;
  const { mixed, cosines, samples, distance, largestFactor } = matching;
  const all = tried === null ? '' : ` of all ${countedText(tried, 'permutation')}`;
  const [what, goal] = objectiveOf(objective.is);
  const difference = numberText(largestLogitDifference);
  const equal =
    largestLogitDifference === 0
      ? 'no logit differs'
      : `no logit differs by more than ${difference}, which is rounding`;
  const same = !Number.isFinite(largestLogitDifference)
    ? 'The logits of A or π(A) overflow on test images, so that they cannot be compared.'
    : mixed === null
      ? `π(A) computes the same function as A: on test images ${equal}.`
      : `Units are mixed, so π(A) is another function than A: on test images logits differ by up to ${difference}, which is not rounding.`;
  const matches = layerMatches(cosines);
  const units = sum(matches.map((layer) => layer.units));
  const below = sum(matches.map((layer) => layer.weak));
  const weak =
    units === 0
      ? ''
      : ` On the first ${countText(samples)} training images, ${shareText(below, units)} in all hidden layers ${below === 1 ? 'has' : 'have'} activations with a cosine below 0.3 to those of ${below === 1 ? 'its' : 'their'} partner.`;
  const scaled =
    largestFactor === null || largestFactor === 1
      ? ''
      : ` Units of A were made larger or smaller by up to ${numberText(largestFactor)} times.`;
  const far =
    distance.before === null || distance.before === 0
      ? ''
      : ` π(A) lies ${numberText(distance.after / distance.before)} times as far from B as A does.`;
  const better = goal === 'high' ? 'the higher the better' : 'the lower the better';
  return `${title}${all} in ${timeText(seconds)}; ${what}: ${numberText(objective.value)}, ${better}. ${same}${scaled}${far}${weak}`;
}

export interface LayerMatch {
  /** From 1 on. */
  readonly layer: number;
  readonly units: number;
  /** Of the cosines; a unit that never fires has none, and counts as 0. */
  readonly mean: number;
  /** Units whose cosine is below 0.3. */
  readonly weak: number;
}

/** How alike the activations of matched units are, layer by layer. */
export function layerMatches(cosines: MatchingResult['cosines']): readonly LayerMatch[] {
  return cosines.map((layer, i) => ({
    layer: i + 1,
    units: layer.length,
    mean: mean(layer, (cosine) => (Number.isNaN(cosine) ? 0 : cosine)) ?? NaN,
    weak: layer.filter((cosine) => !(cosine >= 0.3)).length,
  }));
}

/** So many of few units, a share of many. */
const shareText = (some: number, units: number): string =>
  units < FEW
    ? `${countText(some)} of the ${countText(units)} units`
    : `${percentText(some / units)} of the ${countText(units)} units`;

/** Below so many units a share has fewer digits than a count. */
const FEW = 100;

/** `sum of similarities, high` in its two parts. */
function objectiveOf(is: string): readonly [what: string, goal: string] {
  const at = is.lastIndexOf(', ');
  return [is.slice(0, at).replaceAll('pi(A)', 'π(A)'), is.slice(at + 2)];
}
