/** Broken files end in one plain line and nothing else: no crash, no hang, no number that is not finite, little memory. */
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DatasetError, parseIdx } from '../../src/data/idx';
import { TELLING_BYTES, kindOf } from '../../src/files/fileKinds';
import { readNpy } from '../../src/files/npy';
import { readWeightsFile } from '../../src/files/readNetwork';
import { WeightsFileError } from '../../src/files/tensor';
import { BROKEN_FILES } from '../support/thorough';
import { altered } from './edits';
import { fixture, npy, steps } from './fixtures';
import { dict, int, pickle, rows, storage, string, torchZip } from './pickles';

const state = {
  '0.weight': rows('a', 4, 3),
  '0.bias': rows('b', 4),
  '2.weight': rows('c', 2, 4),
  epoch: int(3),
};
const storages = { a: storage(steps(12)), b: storage(steps(4)), c: storage(steps(8)) };
const magic = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
const keys = Object.keys(storages);
const oldTorch = Uint8Array.from([
  ...pickle(magic),
  ...pickle(int(1001)),
  ...pickle(dict({ little_endian: [0x88] })),
  ...pickle(dict(state)),
  ...pickle([0x5d, 0x28, ...keys.flatMap(string), 0x65]),
  ...Object.values(storages).flatMap((bytes) => [bytes.length / 4, 0, 0, 0, 0, 0, 0, 0, ...bytes]),
]);
const header = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }";
const array = npy(header, new Uint8Array(steps(6).buffer));
/** The least images there are: two of 2 x 2. */
const idx = Uint8Array.of(
  ...[0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2],
  ...new Array<number>(8).fill(9),
);

const weights = (name: string) => (file: Uint8Array) => readWeightsFile(name, file).weights;

/** A reader, and a whole file. */
const READERS: readonly [
  string,
  Uint8Array,
  (file: Uint8Array<ArrayBuffer>) => ArrayLike<number>,
][] = [
  ['safetensors', fixture('mixed.safetensors'), weights('a.safetensors')],
  ['npz, stored', fixture('stored.npz'), weights('a.npz')],
  ['npz, deflated', fixture('deflated.npz'), weights('a.npz')],
  ['npy', array, (file) => readNpy('w', file).values()],
  ['pth', torchZip(dict(state), storages), weights('a.pth')],
  ['pth, deflated', zipped(pickle(dict(state))), weights('a.pth')],
  ['pth, its pickle', pickle(dict(state)), (file) => weights('a.pth')(zipped(file))],
  ['pth before 1.6', oldTorch, weights('a.pth')],
  ['idx', idx, (file) => parseIdx(file, 'a.idx').bytes],
];

/** A deflated file of PyTorch around any pickle. */
function zipped(pickled: Uint8Array): Uint8Array {
  const data = Object.entries(storages).map(([key, bytes]) => [`m/data/${key}`, bytes] as const);
  return zipSync({ 'm/data.pkl': pickled, ...Object.fromEntries(data) });
}

const held = () => process.memoryUsage().arrayBuffers;

describe.each(READERS)('%s', (_, whole, read) => {
  it('altered in any way is read or refused in one line', () => {
    const outcomes = { read: 0, refused: 0 };
    fc.assert(
      fc.property(altered(whole), (changed) => {
        const file = Uint8Array.from(changed);
        const before = held();
        try {
          const values = Array.from(read(file));
          expect(values.every(Number.isFinite)).toBe(true);
          outcomes.read++;
        } catch (error) {
          if (!(error instanceof WeightsFileError || error instanceof DatasetError)) throw error;
          expect(error.message).toMatch(/^[^\n]{10,500}$/);
          expect(error.message).not.toMatch(/NaN|undefined|\[object/);
          outcomes.refused++;
        }
        expect(held() - before).toBeLessThan(4 * file.length + 2 ** 26);
      }),
      { numRuns: BROKEN_FILES, seed: 1 },
    );
    // Both happen, so the edits are neither too tame nor too wild.
    expect(outcomes.read).toBeGreaterThan(BROKEN_FILES / 1000);
    expect(outcomes.refused).toBeGreaterThan(BROKEN_FILES / 4);
  });
});

it('any bytes at all are of some kind', () => {
  const starts = READERS.map(([, file]) => fc.constant(file.subarray(0, 12)));
  const any = fc.tuple(fc.oneof(...starts, fc.uint8Array({ maxLength: 12 })), fc.uint8Array());
  fc.assert(
    fc.property(any, ([start, rest]) => {
      const file = Uint8Array.from([...start, ...rest]);
      expect(kindOf(file.subarray(0, TELLING_BYTES), file.length)).toMatch(/^[a-z-]+$/);
      expect(() => readWeightsFile('a', file)).toThrow(WeightsFileError);
    }),
    { numRuns: BROKEN_FILES, seed: 1 },
  );
});
