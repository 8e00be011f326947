import { describe, expect, test } from 'vitest';
import { CATALOG } from '../../src/data/catalog';
import { cautionText, eachChannel, normalizationOf, numbersOf } from '../../src/ui/pixels';
import { trialsText } from '../../src/ui/document/trialsText';

const scaled = { mean: 0, standardDeviation: 1 };

describe('means and deviations as text', () => {
  test('come back as they were, of one channel and of three', () => {
    for (const dataset of ['mnist', 'cifar-10'] as const) {
      const each = eachChannel({ dataset, normalization: null });
      expect(each).toEqual(CATALOG[dataset].normalization);
      expect(normalizationOf(numbersOf(each))).toEqual(each);
    }
    expect(eachChannel({ dataset: 'cifar-10', normalization: [scaled] })).toHaveLength(3);
  });

  test('may be one for all', () => {
    expect(normalizationOf({ means: '0.1 0.2 0.3', deviations: '1' })).toEqual(
      [0.1, 0.2, 0.3].map((mean) => ({ mean, standardDeviation: 1 })),
    );
  });

  test.each([
    ['', '1', 'expected a mean, or one for each channel apart by commas, got none'],
    ['0', 'one', 'expected a deviation, or one for each channel apart by commas, got “one”'],
    ['0, 1', '1, 2, 3', 'as many means as deviations, or one for all, got 2 and 3'],
    ['0', '0', 'expected a number above 0'],
  ])('%j and %j are refused', (means, deviations, message) => {
    expect(() => normalizationOf({ means, deviations })).toThrow(message);
  });
});

describe('what trials gave', () => {
  test('is said of each', () => {
    const trial = (word: 'dataset' | '0..1' | '-1..1', accuracy: number) => ({
      word,
      accuracy,
      loss: 1,
    });
    expect(
      trialsText([trial('dataset', 0.472), trial('0..1', 0.834), trial('-1..1', 0.31)], {
        dataset: 'mnist',
      }),
    ).toBe(
      "Right on the first 500 test images: the dataset's own: 47 %, 0 to 1: 83 %, −1 to 1: 31 %.",
    );
    expect(
      trialsText([trial('dataset', 0.07), trial('0..1', 0.1)], { dataset: 'fashion-mnist' }),
    ).toContain('Trained networks reach about 85 % on Fashion-MNIST');
  });
});

describe('the caution', () => {
  const pixels = { dataset: 'fashion-mnist', normalization: null } as const;

  test('names the networks that are far below what trained ones reach, and how pixels are scaled', () => {
    const text = cautionText(pixels, [
      ['A', 0.4017],
      ['B', 0.8],
    ]);
    expect(text).toContain('A gets 40.2 % of the test images of Fashion-MNIST right');
    expect(text).toContain('mean 0.286 and deviation 0.353');
    expect(text).not.toContain('B gets');
  });

  test('is nothing where all are as good as trained ones', () => {
    expect(cautionText(pixels, [['A', 0.8]])).toBe('');
    expect(cautionText(pixels, [])).toBe('');
  });
});
