/** How pixels are scaled, as `--normalization` says. */
import type { CatalogEntry } from '../data/catalog';
import {
  forChannels,
  NORMALIZATION_WORDS,
  USUAL_NORMALIZATIONS,
  type NormalizationSetting,
} from '../data/normalization';
import { parseNormalization } from '../jobs/dataSettings';
import type { Given, Options } from './options';
import { InputError } from './problem';

export const NORMALIZATION_OPTION = {
  normalization: {
    value: `${NORMALIZATION_WORDS.join('|')}|MEAN,SD`,
    about: 'how pixels from 0 to 1 are scaled; MEAN,SD for all channels or for each (dataset)',
  },
} satisfies Options;

/** @returns one for each channel; null for the dataset's own */
export function normalizationFrom(
  given: Given,
  { channels, normalization: own }: CatalogEntry,
): NormalizationSetting {
  const text = given.text('normalization');
  if (text === undefined) return null;
  const word = NORMALIZATION_WORDS.find((known) => known === text);
  if (word !== undefined) return forChannels(USUAL_NORMALIZATIONS[word].setting, own);
  const numbers = numbersIn(given);
  const pairs = numbers.length / 2;
  if (pairs !== 1 && pairs !== channels) {
    const each = channels === 1 ? '' : ` for all channels or for each of ${channels},`;
    throw new InputError(
      `--normalization: expected ${WORDS}, or two numbers, mean and standard deviation,${each} got ${JSON.stringify(text)}.`,
    );
  }
  const settings = Array.from({ length: pairs }, (_, i) => ({
    mean: numbers[2 * i],
    standardDeviation: numbers[2 * i + 1],
  }));
  try {
    return forChannels(parseNormalization(settings), own);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`--normalization: ${error.message}`);
    throw error;
  }
}

const WORDS = NORMALIZATION_WORDS.join(', ');

/** Those of the option; none where it is another text. */
function numbersIn(given: Given): readonly number[] {
  try {
    return given.numbers('normalization') ?? [];
  } catch {
    return [];
  }
}
