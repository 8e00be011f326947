import { describe, expect, it } from 'vitest';
import { columnTexts, decimalText, significantText } from '../../src/jobs/numbers';

describe('numbers', () => {
  it.each([
    [0, '0'],
    [0.95649, '0.956'],
    [-0.0017449, '-0.00174'],
    [2000, '2,000'],
    [20415, '20,400'],
    [99_999, '1e+5'],
    [2.9213527360629326e35, '2.92e+35'],
    [3e-6, '3e-6'],
  ])('%d with three significant digits is %s', (x, text) =>
    expect(significantText(x, 3)).toBe(text),
  );

  it.each([
    [2.324101, '2.3241'],
    [-0.00001, '0.0000'],
    [2.9213527360629326e35, '2.921e+35'],
    [5709496849611, '5.709e+12'],
  ])('%d with four decimals is %s', (x, text) => expect(decimalText(x, 4)).toBe(text));

  it('of a column have exponents together', () => {
    expect(columnTexts([1, 0.9561, 133], 3)).toEqual(['1', '0.956', '133']);
    expect(columnTexts([1, 0, 5.709e12], 3)).toEqual(['1.00e+0', '0', '5.71e+12']);
  });
});
