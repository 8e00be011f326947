import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../src/files/checkpoint';
import { readSafetensors, writeSafetensors } from '../../src/files/safetensors';
import { sizeOf, WeightsFileError } from '../../src/files/tensor';
import { layoutOf } from '../../src/model/layout';
import { golden, GOLDEN_CASES, goldenFile } from '../support/golden';
import { fixture, safetensors, steps } from './fixtures';

describe('files of others', () => {
  it.each(GOLDEN_CASES)('reads %s of PyTorch and writes the same bytes', (name) => {
    const { architecture, weights } = golden(name);
    const file = new Uint8Array(readFileSync(goldenFile(`${name}-a.safetensors`)));
    const read = readCheckpoint(readSafetensors(file));
    expect(read.weights).toEqual(weights('a'));
    expect(writeSafetensors(layoutOf(architecture), read.weights)).toEqual(file);
  });

  it('reads F64, F32 and F16 as the safetensors library writes them', () => {
    const tensors = readSafetensors(fixture('mixed.safetensors'));
    expect(tensors.map(({ name, shape }) => [name, shape])).toEqual([
      ['0.bias', [4]],
      ['0.weight', [4, 6]],
      ['2.bias', [3]],
      ['2.weight', [3, 4]],
    ]);
    for (const { shape, values } of tensors) expect(values()).toEqual(steps(sizeOf(shape)));
  });

  it('reads every kind of half and bfloat16', () => {
    const header = { h: { dtype: 'F16', shape: [4], data_offsets: [0, 8] } };
    const half = safetensors(header, 8);
    // 1.5, the smallest subnormal, the largest number, minus zero.
    half.set(new Uint8Array(Uint16Array.of(0x3e00, 1, 0x7bff, 0x8000).buffer), half.length - 8);
    expect(readSafetensors(half)[0]?.values()).toEqual(Float32Array.of(1.5, 2 ** -24, 65504, -0));
    const brain = safetensors({ b: { dtype: 'BF16', shape: [2], data_offsets: [0, 4] } }, 4);
    brain.set(new Uint8Array(Uint16Array.of(0x3fc0, 0xc100).buffer), brain.length - 4);
    expect(readSafetensors(brain)[0]?.values()).toEqual(Float32Array.of(1.5, -8));
  });
});

const f32 = (shape: unknown, from: number, to: number) => ({
  dtype: 'F32',
  shape,
  data_offsets: [from, to],
});

/** One that holds a number which is no finite float32. */
function withNumber(dtype: string, bytes: number[]): Uint8Array {
  const file = safetensors({ w: { dtype, shape: [1], data_offsets: [0, bytes.length] } }, 0);
  return Uint8Array.from([...file, ...bytes]);
}

describe('refuses', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['an empty file', new Uint8Array(), /expected a safetensors file, got 0 bytes/i],
    [
      'a header of 2 GB',
      Uint8Array.of(0, 0, 0, 128, 0, 0, 0, 0, 123),
      /at most 1 bytes, got a stated length of 2147483648/,
    ],
    [
      'a header of 2^64 - 1 bytes',
      new Uint8Array(16).fill(255),
      /at most 8 bytes, got a stated length of 18446744073709551615/,
    ],
    ['a header that is not JSON', safetensors('{"w": ', 0), /header in JSON/],
    ['a header that is not UTF-8', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 255), /header in JSON/],
    ['a list for a header', safetensors([1], 0), /header of named tensors/],
    ['no tensor', safetensors({ __metadata__: {} }, 0), /at least one tensor/],
    ['a tensor that is a number', safetensors({ w: 3 }, 0), /dtype, shape and data_offsets, got 3/],
    [
      'integers',
      safetensors({ w: { dtype: 'I8', shape: [4], data_offsets: [0, 4] } }, 4),
      /expected floats, got .* "I8", as of a quantised network/,
    ],
    ['a negative size', safetensors({ w: f32([-1], 0, 4) }, 4), /whole numbers, got "-1"/],
    ['a deeply nested shape', deep(), /whole numbers, got nested lists/],
    ['a size beyond 2^53', safetensors({ w: f32([1e300], 0, 4) }, 4), /whole numbers/],
    [
      'sizes whose product overflows',
      safetensors({ w: f32([2 ** 52, 2 ** 52], 0, 0) }, 0),
      /bytes/,
    ],
    [
      'a shape that is more than its bytes',
      safetensors({ w: f32([2], 0, 4) }, 4),
      /8 bytes .* got 4/,
    ],
    ['an end before the start', safetensors({ w: f32([1], 8, 4) }, 8), /4 bytes .* got -4/],
    ['data cut short', safetensors({ w: f32([2], 0, 8) }, 4), /within the 4 bytes .* end at 8/],
    ['data beyond the last tensor', safetensors({ w: f32([1], 0, 4) }, 5), /4 bytes .* got 5/],
    [
      'tensors that overlap',
      safetensors({ v: f32([2], 0, 8), w: f32([2], 4, 12) }, 12),
      /"w": .* start at 8, .* got 4: the two overlap/,
    ],
    [
      'a gap',
      safetensors({ v: f32([1], 0, 4), w: f32([1], 8, 12) }, 12),
      /start at 4, .* got 8: a gap/,
    ],
    [
      'a name twice',
      safetensors(
        `{"w":${JSON.stringify(f32([1], 0, 4))},"\\u0077":${JSON.stringify(f32([1], 0, 4))}}`,
        4,
      ),
      /every name once .* got "w" twice/,
    ],
    ['a NaN', withNumber('F32', [0, 0, 192, 127]), /finite .* not a number at place 0/],
    ['an infinite half', withNumber('F16', [0, 252]), /finite .* infinite one at place 0/],
    [
      'a double beyond float32',
      withNumber('F64', [...new Uint8Array(Float64Array.of(1e39).buffer)]),
      /infinite one/,
    ],
  ])('%s', (_, file, message) => {
    const read = () => readSafetensors(file).map(({ values }) => values());
    expect(read).toThrow(WeightsFileError);
    expect(read).toThrow(message);
  });

  it('a name with line breaks in one line', () => {
    const file = safetensors({ ['a\nb'.repeat(1000)]: 1 }, 0);
    expect(() => readSafetensors(file)).toThrow(/^Tensor "a\\nba[^\n]{1,150}$/);
  });
});

/** A shape that a recursive printer would overflow its stack on. */
function deep(): Uint8Array {
  const shape = '['.repeat(20_000) + ']'.repeat(20_000);
  return safetensors(`{"w":{"dtype":"F32","shape":${shape},"data_offsets":[0,0]}}`, 0);
}
