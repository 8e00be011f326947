/** How pixels are scaled before a network sees them: the usual ways by name, and the same for every channel. */
import { checkChannels, type Normalization } from './dataset';

/** One for all channels, or one for each; null is the dataset's own. */
export type NormalizationSetting = readonly Normalization[] | null;

interface UsualNormalization {
  /** For people. */
  readonly label: string;
  /** What a document says. */
  readonly setting: NormalizationSetting;
}

/** The words are those of the terminal's `--normalization`. */
export const USUAL_NORMALIZATIONS = {
  dataset: { label: "The dataset's own", setting: null },
  '0..1': { label: '0 to 1', setting: [{ mean: 0, standardDeviation: 1 }] },
  '-1..1': { label: '−1 to 1', setting: [{ mean: 0.5, standardDeviation: 0.5 }] },
} as const satisfies Readonly<Record<string, UsualNormalization>>;

export type NormalizationWord = keyof typeof USUAL_NORMALIZATIONS;

export const NORMALIZATION_WORDS = Object.keys(
  USUAL_NORMALIZATIONS,
) as readonly NormalizationWord[];

/** The word for a setting; null of one that has none. */
export function normalizationWord(setting: NormalizationSetting): NormalizationWord | null {
  const isSame = (word: NormalizationWord) => {
    const usual = USUAL_NORMALIZATIONS[word].setting;
    if (setting === null || usual === null) return setting === usual;
    return setting.length > 0 && setting.every((one) => isEqual(one, usual[0]));
  };
  return NORMALIZATION_WORDS.find(isSame) ?? null;
}

/**
 * One for each channel; the dataset's own as null, however it was written, so that the same images have one name.
 *
 * @param own the dataset's, one for each channel
 * @throws RangeError for a list that is neither of one nor of all channels
 */
export function forChannels(
  setting: NormalizationSetting,
  own: readonly Normalization[],
): NormalizationSetting {
  if (setting === null) return null;
  const [one] = setting;
  const each = setting.length === 1 && one !== undefined ? own.map(() => one) : setting;
  checkChannels(each, own.length);
  return own.every((of, channel) => isEqual(of, each[channel])) ? null : each;
}

const isEqual = (one: Normalization, other: Normalization | undefined) =>
  one.mean === other?.mean && one.standardDeviation === other.standardDeviation;
