/** Of how many images a number is, and how near it is to that of all. */
import { entryOf } from '../../data/named';
import type { Experiment } from '../../pipeline/experiment';
import { countText, percentText } from '../format';

type On = Pick<Experiment, 'dataset' | 'points' | 'own' | 'evaluation'>;

const countOf = (on: On): number => {
  const { trainCount, testCount } = entryOf(on);
  return on.evaluation.split === 'train' ? trainCount : testCount;
};

/** `10,000 images`: those asked for, or all that there are. */
export const imagesText = (on: On, samples = on.evaluation.samples): string =>
  `${countText(Math.min(countOf(on), samples))} images`;

/**
 * `2,000 of 10,000 test images; accuracies are within about 0.7 % of those on all`: one standard error of a draw without
 * replacement.
 *
 * @param accuracy the one that is spoken of, 0 to 1
 */
export function exactnessText(on: On, samples: number, accuracy: number): string {
  const all = countOf(on);
  const few = Math.min(all, samples);
  const { split } = on.evaluation;
  if (few === all) return `All ${countText(all)} ${split} images.`;
  const variance = (accuracy * (1 - accuracy) * (all - few)) / (few * (all - 1));
  const error = Number.isFinite(variance)
    ? `; accuracies are within about ${percentText(Math.sqrt(variance))} of those on all`
    : '';
  return `${countText(few)} of ${countText(all)} ${split} images${error}.`;
}
