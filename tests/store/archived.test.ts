import fc from 'fast-check';
import { expect, it } from 'vitest';
import { archived, restored } from '../../src/store/archived';

const numbers = fc.oneof(
  fc.float64Array({ maxLength: 100 }),
  fc.float32Array({ maxLength: 100 }),
  fc.uint8Array({ maxLength: 100 }),
  fc.uint32Array({ maxLength: 100 }),
  fc.int32Array({ maxLength: 100 }),
);
const name = fc.string().filter((key) => key !== '$' && key !== '__proto__');
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    numbers,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const bytesOf = (array: ArrayBufferView<ArrayBuffer>) =>
  new Uint8Array(array.buffer.slice(array.byteOffset, array.byteOffset + array.byteLength));

it('comes back as it was, to the bit', () => {
  fc.assert(
    fc.property(value, (original) => {
      const { text, arrays } = archived(original);
      expect(restored(text, arrays.map(bytesOf))).toStrictEqual(original);
    }),
  );
});

it('keeps large arrays beside the text, the same one once a place', () => {
  const weights = new Float32Array(1000).fill(0.5);
  const { text, arrays } = archived({ a: weights, b: [weights], small: Float64Array.of(NaN, -0) });
  expect(arrays).toEqual([weights, weights]);
  expect(text.length).toBeLessThan(300);
});

it('refuses what would not come back', () => {
  expect(() => archived({ a: new Int8Array(3) })).toThrow('Int8Array');
  expect(() => restored('{"$":"Float32Array","piece":3}', [])).toThrow('not there');
});
