/** What trying the usual ways to scale pixels has come to, in words. */
import { isFarBelowTypical } from '../../data/catalog';
import { entryOf, type DatasetName } from '../../data/named';
import { TRIED_IMAGES, bestOf, type PixelsWord, type Trial } from '../../store/trials';
import { percentText } from '../format';
import { PIXELS } from '../pixels';

const nameOf = (word: PixelsWord) =>
  (PIXELS.find(({ value }) => value === word)?.label ?? word).replace(/^The|^Own/, (text) =>
    text.toLowerCase(),
  );

/** `Right on the first 500 test images: the dataset's own: 47 %, 0 to 1: 83 %, -1 to 1: 31 %.` */
export function trialsText(trials: readonly Trial[], name: DatasetName): string {
  const each = trials.map(({ word, accuracy }) => `${nameOf(word)}: ${percentText(accuracy, 0)}`);
  const entry = entryOf(name);
  const { title, typicalAccuracy } = entry;
  const best = bestOf(trials);
  const poor =
    best !== null && isFarBelowTypical(best.accuracy, entry)
      ? ` Trained networks reach about ${percentText(typicalAccuracy, 0)} on ${title}, so these were scaled in yet another way, or something else differs.`
      : '';
  return `Right on the first ${TRIED_IMAGES} test images: ${each.join(', ')}.${poor}`;
}
