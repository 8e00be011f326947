import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../src/pipeline/figures';
import { namesIn, readExpression, valueOf } from '../../../src/pipeline/lessons/expression';
import { expressionsIn, readText } from '../../../src/pipeline/lessons/text';
import { valueText } from '../../../src/ui/learn/valueText';

const figure = (name: string, kind: Figure['kind'], value: number): [string, Figure] => [
  name,
  { name, label: name, kind, value },
];
const FIGURES = new Map([
  figure('naive.midpointAccuracy', 'share', 0.516),
  figure('naive.startAccuracy', 'share', 0.8427),
  figure('naive.barrierOverMean', 'barrier', 0.9541),
  figure('permuted.barrierOverMean', 'barrier', 0.145),
  figure('weights', 'count', 55_050),
  figure('frankle-fork:naive.length', 'number', 13.8),
]);

/** As it stands on the page; undefined where a figure is not there. */
function written(text: string): string | undefined {
  const expression = readExpression(text);
  const value = valueOf(expression, FIGURES);
  return value === null ? undefined : valueText(value, expression.format).replaceAll('\u00a0', ' ');
}

describe('a number of a lesson', () => {
  it.each([
    ['naive.midpointAccuracy', '52 %'],
    ['naive.barrierOverMean', '0.954'],
    ['naive.midpointAccuracy | percent1', '51.6 %'],
    ['weights', '55,050'],
    ['frankle-fork: naive.length', '13.8'],
    ['frankle-fork:naive.length | count', '13.8'],
    ['permuted.barrierOverMean / naive.barrierOverMean | percent', '15 %'],
    ['naive.startAccuracy - naive.midpointAccuracy | points', '33 points'],
    ['naive.barrierOverMean / permuted.barrierOverMean | times', '6.58 times'],
    ['1 - naive.midpointAccuracy | percent', '48 %'],
    ['bezier.barrierOverMean', undefined],
    ['naive.barrierOverMean / bezier.barrierOverMean', undefined],
  ])('%s is written as %s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  it('names its figures', () => {
    expect(namesIn(readExpression('frankle-fork: naive.length / weights'))).toEqual([
      'frankle-fork:naive.length',
      'weights',
    ]);
  });

  it.each(['', 'a b', 'a +', 'a / b / c', '../a', 'a | b | c', '<b>'])('is not %j', (text) => {
    expect(() => readExpression(text)).toThrow(RangeError);
  });
});

describe('a text of a lesson', () => {
  it('has emphasis, code and numbers', () => {
    const runs = readText('Of *all {weights}* take `(A + B) / 2`: {naive.barrierOverMean}.');
    expect(runs.map(({ kind }) => kind)).toEqual([
      'plain',
      'emphasis',
      'plain',
      'code',
      'plain',
      'number',
      'plain',
    ]);
    expect(expressionsIn(runs).flatMap(namesIn)).toEqual(['weights', 'naive.barrierOverMean']);
  });

  it.each(['*a', '`a', 'a}', '{}'])('is not %j', (text) => {
    expect(() => readText(text)).toThrow(RangeError);
  });
});
