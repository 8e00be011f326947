/** Files altered in every way, for readers that must refuse them in one plain line. */
import fc from 'fast-check';

export type Edit = (file: Uint8Array) => Uint8Array;

const join = (...parts: Uint8Array[]) => {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

/** Places and lengths are shares of the file, so that they shrink with it. */
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Bytes that are changed, cut off, left out or added, and words of a header that are others. */
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

/** One file after up to four edits. */
export const altered = (whole: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) => edits.reduce((file, change) => change(file), whole));
