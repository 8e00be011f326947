/** Broken files end in one plain line and nothing else: no crash, no hang, no number that is not finite. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWeightsFile } from '../../src/files/read';
import { WeightsFileError } from '../../src/files/tensor';
import { fixture } from './fixtures';

const FILES = 10_000;

/** Milliseconds that one file may take, on a busy machine. */
const LONGEST = 1000;

type Edit = (file: Uint8Array) => Uint8Array;

const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Places and lengths are shares of the file, so that they shrink with it. */
const share = fc.double({ min: 0, max: 1, noNaN: true });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(share, fc.integer({ min: 0, max: 255 })).map(
    ([at, byte]): Edit =>
      (file) =>
        file.length === 0 ? file : file.with(Math.floor(at * (file.length - 1)), byte),
  ),
  share.map(
    (at): Edit =>
      (file) =>
        file.slice(0, Math.floor(at * file.length)),
  ),
  fc.tuple(share, fc.nat(40)).map(([at, length]): Edit => (file) => {
    const from = Math.floor(at * file.length);
    return join(file.subarray(0, from), file.subarray(from + length));
  }),
  fc
    .tuple(share, fc.uint8Array({ minLength: 1, maxLength: 12 }))
    .map(([at, bytes]): Edit => (file) => {
      const from = Math.floor(at * file.length);
      return join(file.subarray(0, from), bytes, file.subarray(from));
    }),
  // Another word or number in the text of a header, of the same length so that it is read.
  fc
    .tuple(fc.nat(60), fc.constantFrom('0', '9', '-', ',', '[', '"', "'", '{', '}', '.', 'e'))
    .map(([word, mark]): Edit => (file) => {
      const text = new TextDecoder('latin1').decode(file);
      const found = [...text.matchAll(/\w+/g)];
      const old = found[word % Math.max(1, found.length)];
      if (old === undefined) return file;
      const to = old.index + old[0].length;
      const marks = new TextEncoder().encode(mark.repeat(old[0].length));
      return join(file.subarray(0, old.index), marks, file.subarray(to));
    }),
);

describe.each(['mixed.safetensors', 'stored.npz', 'deflated.npz'])('%s', (name) => {
  const whole = fixture(name);
  const runs = name.endsWith('.npz') ? FILES / 2 : FILES;

  it('altered in any way is read or refused in one line', () => {
    const outcomes = { read: 0, refused: 0 };
    const edits = fc.array(edit, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(edits, (all) => {
        const file = all.reduce<Uint8Array>((bytes, change) => change(bytes), whole);
        const began = performance.now();
        try {
          const { weights } = readWeightsFile(name, file);
          expect(weights.every(Number.isFinite)).toBe(true);
          outcomes.read++;
        } catch (error) {
          if (!(error instanceof WeightsFileError)) throw error;
          expect(error.message).toMatch(/^[^\n]{10,400}$/);
          expect(error.message).not.toMatch(/NaN|undefined|\[object/);
          outcomes.refused++;
        }
        expect(performance.now() - began).toBeLessThan(LONGEST);
      }),
      { numRuns: runs, seed: 1 },
    );
    // Both happen, so the edits are neither too tame nor too wild.
    expect(outcomes.read).toBeGreaterThan(runs / 200);
    expect(outcomes.refused).toBeGreaterThan(runs / 2);
  });
});
