import type { MatchingResult } from '../../jobs/jobs';
import { countedText, countText, numberText, percentText, timeText } from '../format';

/** What was done, how well it went, whether the function is the same, and how many units found no partner. */
export function matchingText(matching: MatchingResult): string {
  const { title, objective, tried, seconds, largestLogitDifference } = matching;
  const { mixed, cosines, weakShare } = matching;
  const all = tried === null ? '' : ` of all ${countedText(tried, 'permutation')}`;
  const [what, goal] = objectiveOf(objective.is);
  const difference = numberText(largestLogitDifference);
  const equal =
    largestLogitDifference === 0
      ? 'no logit differs'
      : `no logit differs by more than ${difference}, which is rounding`;
  const same =
    mixed === null
      ? `π(A) computes the same function as A: on test images ${equal}.`
      : `Units are mixed, so π(A) is another function than A: on test images logits differ by up to ${difference}, which is not rounding.`;
  const units = cosines.reduce((sum, layer) => sum + layer.length, 0);
  const weak =
    units === 0
      ? ''
      : ` Of the ${countText(units)} units in all hidden layers, ${percentText(weakShare)} have activations with a cosine below 0.3 to those of their partner.`;
  const better = goal === 'high' ? 'the higher the better' : 'the lower the better';
  return `${title}${all} in ${timeText(seconds)}; ${what}: ${numberText(objective.value)}, ${better}. ${same}${weak}`;
}

/** `sum of similarities, high` in its two parts. */
function objectiveOf(is: string): readonly [what: string, goal: string] {
  const at = is.lastIndexOf(', ');
  return [is.slice(0, at).replaceAll('pi(A)', 'π(A)'), is.slice(at + 2)];
}
