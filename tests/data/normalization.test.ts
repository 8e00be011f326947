import { describe, expect, it } from 'vitest';
import { CATALOG, isFarBelowTypical, type DatasetId } from '../../src/data/catalog';
import {
  forChannels,
  NORMALIZATION_WORDS,
  normalizationWord,
  USUAL_NORMALIZATIONS,
} from '../../src/data/normalization';

const scaled = { mean: 0, standardDeviation: 1 };
const own = CATALOG['cifar-10'].normalization;

describe('the normalisation of each channel', () => {
  it('is one for all, or as it is listed', () => {
    expect(forChannels([scaled], own)).toEqual([scaled, scaled, scaled]);
    const other = [scaled, ...own.slice(1)];
    expect(forChannels(other, own)).toEqual(other);
  });

  it("is null for the dataset's own, however that is written", () => {
    expect(forChannels(null, own)).toBeNull();
    expect(forChannels([...own], own)).toBeNull();
    const { setting } = USUAL_NORMALIZATIONS['-1..1'];
    expect(forChannels(setting, CATALOG.quadrant.normalization)).toBeNull();
  });

  it('is refused for some channels alone', () => {
    expect(() => forChannels([scaled, scaled], own)).toThrow('each of 3 channels, got 2');
    expect(() => forChannels([], own)).toThrow('each of 3 channels, got 0');
  });
});

describe('the word for a normalisation', () => {
  it.each(NORMALIZATION_WORDS)('%s', (word) => {
    const { setting } = USUAL_NORMALIZATIONS[word];
    expect(normalizationWord(setting)).toBe(word);
    if (setting !== null) expect(normalizationWord([...setting, ...setting])).toBe(word);
  });

  it('is none for another', () => {
    expect(normalizationWord(own)).toBeNull();
    expect(normalizationWord([scaled, ...own.slice(1)])).toBeNull();
    expect(normalizationWord([])).toBeNull();
  });
});

describe('an accuracy far below what trained networks reach', () => {
  it.each<[DatasetId, number, boolean]>([
    // Networks that were trained on pixels from 0 to 1, on standardised ones and on their own.
    ['fashion-mnist', 0.472, true],
    ['fashion-mnist', 0.557, true],
    ['fashion-mnist', 0.834, false],
    ['mnist', 0.1, true],
    ['mnist', 0.93, false],
    ['cifar-10', 0.1, true],
    ['cifar-10', 0.45, false],
    ['quadrant', 0.5, true],
    ['quadrant', 0.98, false],
  ])('%s, %d: %s', (id, accuracy, far) => {
    expect(isFarBelowTypical(accuracy, CATALOG[id])).toBe(far);
  });
});
