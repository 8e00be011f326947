import { expect, it } from 'vitest';
import { toFloat16, toFloat32 } from '../../src/files/floats';

const rounded = (numbers: readonly number[]) => [
  ...toFloat32('f16', toFloat16(Float32Array.from(numbers))),
];

it('numbers that float16 holds come back', () => {
  const held = [0, 1, -1, 0.5, 1.5, 65504, -65504, 2 ** -14, 2 ** -24, 1023 * 2 ** -24, Infinity];
  expect(rounded(held)).toEqual(held);
  expect(Object.is(rounded([-0])[0], -0)).toBe(true);
  expect(rounded([NaN])).toEqual([NaN]);
});

it('every float16 is rounded to itself', () => {
  const all = new Uint8Array(Uint16Array.from({ length: 2 ** 16 }, (_, i) => i).buffer);
  const numbers = toFloat32('f16', all);
  const back = toFloat16(numbers);
  const words = new Uint16Array(back.buffer);
  const wrong = [...words.keys()].filter((i) => !Number.isNaN(numbers[i]) && words[i] !== i);
  expect(wrong).toEqual([]);
});

it.each([
  [1 + 2 ** -11, 1],
  [1 + 3 * 2 ** -11, 1 + 2 ** -9],
  [1 + 2 ** -11 + 2 ** -20, 1 + 2 ** -10],
  [65519, 65504],
  [65520, Infinity],
  [2 ** -25, 0],
  [1.5 * 2 ** -25, 2 ** -24],
  [2 ** -26, 0],
  [2 ** -14 - 2 ** -26, 2 ** -14],
  [1e-30, 0],
])('%d is rounded to %d', (number, nearest) => {
  expect(rounded([number, -number])).toEqual([nearest, nearest === 0 ? -0 : -nearest]);
});
