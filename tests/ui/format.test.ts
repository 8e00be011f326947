import { describe, expect, test } from 'vitest';
import {
  alphaText,
  bytesText,
  convolutionsText,
  countedText,
  countText,
  DASH,
  listText,
  lossText,
  numberText,
  percentText,
  pointText,
  similarityText,
  timeLeftText,
  timeText,
  widthsText,
} from '../../src/ui/format';
import { ALPHA_STEP, roundedAlpha } from '../../src/ui/draw/series';

test('nothing is ever shown as NaN', () => {
  for (const text of [
    lossText,
    percentText,
    countText,
    numberText,
    timeText,
    timeLeftText,
    bytesText,
    similarityText,
  ]) {
    expect(text(NaN)).toBe(DASH);
    expect(text(Infinity)).not.toMatch(/NaN|Infinity/);
  }
});

describe('a loss', () => {
  test.each([
    [0.41251, '0.413'],
    [0, '0.000'],
    [1.0444, '1.04'],
    [0.99951, '1.00'],
    [-0.00001, '0.000'],
    [-0.0121, '\u22120.012'],
    [12.345, '12.3'],
    [512.3, '512'],
    [16597, '16,600'],
    [3.2e7, '3.2e+7'],
    [Infinity, 'infinite'],
  ])('%d is %s', (loss, text) => expect(lossText(loss)).toBe(text));
});

test('shares are per cent', () => {
  expect(percentText(0.8437)).toBe('84.4 %');
  expect(percentText(0.42, 0)).toBe('42 %');
});

describe('a time', () => {
  test.each([
    [0.04, '0.0 s'],
    [8.21, '8.2 s'],
    [9.97, '10 s'],
    [59.7, '1 min 0 s'],
    [125, '2 min 5 s'],
    [4321, '1 h 12 min'],
  ])('%d is %s', (seconds, text) => expect(timeText(seconds)).toBe(text));

  test('that is left is an estimate, never below zero', () => {
    expect(timeLeftText(2.1)).toBe('3 s');
    expect(timeLeftText(-1)).toBe('0 s');
    expect(timeLeftText(75)).toBe('1 min 15 s');
  });
});

test('neighbouring alphas of the slider differ in text', () => {
  const texts = Array.from({ length: 101 }, (_, i) => alphaText(roundedAlpha(i * ALPHA_STEP)));
  expect(new Set(texts).size).toBe(101);
  expect(alphaText(roundedAlpha(0.4999))).toBe('0.50');
  expect([-1, 0.123, 2].map(roundedAlpha)).toEqual([0, 0.12, 1]);
});

test('names are written as in papers', () => {
  expect(['A', 'pi(A)', 'A0', 'B0', 'Chain bend', 'pi(A) and B'].map(pointText)).toEqual([
    'A',
    'π(A)',
    'A₀',
    'B₀',
    'Chain bend',
    'π(A) and B',
  ]);
});

test('lists are read as they are typed, and counts with their noun', () => {
  expect(listText([])).toBe('');
  expect(listText(['A'])).toBe('A');
  expect(listText(['A', 'B', 'C'])).toBe('A, B and C');
  expect(widthsText([64, 32])).toBe('64, 32');
  expect(convolutionsText([8, 'avg', 16])).toBe('8-avg-16');
  expect(widthsText(undefined)).toBe('');
  expect(countedText(1, 'epoch')).toBe('1 epoch');
  expect(countedText(1200, 'image')).toBe('1,200 images');
});
