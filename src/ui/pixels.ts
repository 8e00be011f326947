/** How pixels are scaled, in words and as text. */
import { isFarBelowTypical } from '../data/catalog';
import { entryOf, type DatasetName } from '../data/named';
import type { Normalization } from '../data/dataset';
import {
  forChannels,
  NORMALIZATION_WORDS,
  normalizationWord,
  USUAL_NORMALIZATIONS,
  type NormalizationSetting,
} from '../data/normalization';
import { parseNormalization } from '../jobs/dataSettings';
import type { PixelsWord } from '../store/trials';
import { percentText } from './format';
import { parseList } from './settings';

interface Pixels extends DatasetName {
  readonly normalization: NormalizationSetting;
}

const OWN = 'Own mean and deviation';

/** The usual ways, and one's own. */
export const PIXELS: readonly {
  readonly value: PixelsWord;
  readonly label: string;
  readonly short?: string;
}[] = [
  ...NORMALIZATION_WORDS.map((word) => ({
    value: word,
    label: USUAL_NORMALIZATIONS[word].label,
    // Beside the dataset's name.
    ...(word === 'dataset' && { short: 'Its own' }),
  })),
  { value: 'own', label: OWN, short: 'Own' },
];

/** Of a setting. */
export const pixelsWord = (setting: NormalizationSetting): PixelsWord =>
  normalizationWord(setting) ?? 'own';

/** `0 to 1: mean 0 and deviation 1`; as many numbers as there are channels that differ. */
export function pixelsText(pixels: Pixels): string {
  const { normalization } = pixels;
  const { means, deviations } = numbersOf(normalization ?? entryOf(pixels).normalization);
  const word = normalizationWord(normalization);
  const named = word === null ? '' : `${USUAL_NORMALIZATIONS[word].label}: `;
  return `${named}mean ${means} and deviation ${deviations}`;
}

/** What a way comes to in numbers, one for each channel: where one's own begins. */
export const eachChannel = (pixels: Pixels): Normalization[] => {
  const own = entryOf(pixels).normalization;
  return [...(forChannels(pixels.normalization, own) ?? own)];
};

/** As they are typed: one number, or one for each channel. */
export interface PixelNumbers {
  readonly means: string;
  readonly deviations: string;
}

export function numbersOf(each: readonly Normalization[]): PixelNumbers {
  const listed = (numbers: readonly number[]) =>
    new Set(numbers).size === 1 ? String(numbers[0]) : numbers.join(', ');
  return {
    means: listed(each.map(({ mean }) => mean)),
    deviations: listed(each.map(({ standardDeviation }) => standardDeviation)),
  };
}

/** @throws RangeError unless there are as many means as deviations, or one of them stands for all, in their ranges */
export function normalizationOf({ means, deviations }: PixelNumbers): NormalizationSetting {
  const [mean, deviation] = [listOf(means, 'mean'), listOf(deviations, 'deviation')];
  const count = Math.max(mean.length, deviation.length);
  const at = (list: readonly number[], i: number) => {
    const value = list.length === 1 ? list[0] : list[i];
    if (value === undefined)
      throw new RangeError(
        `Pixels: expected as many means as deviations, or one for all, got ${mean.length} and ${deviation.length}.`,
      );
    return value;
  };
  return parseNormalization(
    Array.from({ length: count }, (_, i) => ({
      mean: at(mean, i),
      standardDeviation: at(deviation, i),
    })),
  );
}

function listOf(text: string, what: string): number[] {
  const list = parseList(text);
  const numbers = list.filter((value) => typeof value === 'number');
  if (list.length === 0 || numbers.length < list.length)
    throw new RangeError(
      `Pixels: expected a ${what}, or one for each channel apart by commas, got ${text === '' ? 'none' : `“${text}”`}.`,
    );
  return numbers;
}

/**
 * What to think of where networks from files are far below what trained ones reach; empty where none is.
 *
 * @param files name and accuracy on the test images, 0 to 1, of each network from a file
 */
export function cautionText(
  pixels: Pixels,
  files: readonly (readonly [name: string, accuracy: number])[],
): string {
  const entry = entryOf(pixels);
  const { title, typicalAccuracy } = entry;
  const each = files
    .filter(([, accuracy]) => isFarBelowTypical(accuracy, entry))
    .map(([name, accuracy]) => `${name} gets ${percentText(accuracy)}`);
  if (each.length === 0) return '';
  return `${each.join(', ')} of the test images of ${title} right, where trained networks reach about ${percentText(typicalAccuracy, 0)}. Perhaps pixels were scaled in another way where the file comes from than they are here (${pixelsText(pixels)}): choose it under Data. Otherwise barriers say nothing of these networks.`;
}
