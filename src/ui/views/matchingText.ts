import type { MatchingResult } from '../../jobs/jobs';
import { countText, numberText, percentText } from '../format';

/** What a matching is worth, in a sentence or two: the same function, and how many units found no partner. */
export function matchingText(matching: MatchingResult): string {
  const { largestLogitDifference, mixed, cosines, weakShare } = matching;
  const difference = numberText(largestLogitDifference);
  const same =
    mixed === null
      ? `π(A) computes the same function as A: on test images no logit differs by more than ${difference}.`
      : `Units are mixed, so π(A) is near A and not the same function: on test images logits differ by up to ${difference}.`;
  const pairs = cosines.reduce((sum, layer) => sum + layer.length, 0);
  return `${same} Of the ${countText(pairs)} pairs in all layers, ${percentText(weakShare)} have activations with a cosine below 0.3.`;
}
