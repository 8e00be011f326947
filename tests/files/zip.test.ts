import { zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWeightsFile } from '../../src/files/readNetwork';
import { WeightsFileError } from '../../src/files/tensor';
import { membersOf } from '../../src/files/zip';

const MOST = 2 ** 20;
const text = new TextEncoder().encode('to and fro, to and fro, to and fro');
const zip64 = new Uint8Array(
  readFileSync(new URL('cases/npz-with-zip64-end/zip64.npz', import.meta.url)),
);

const contents = (file: Uint8Array) =>
  membersOf(file, MOST).map((member) => [member.name, new TextDecoder().decode(member.bytes())]);

describe('the members of a zip', () => {
  it.each([0, 6] as const)('at level %i', (level) => {
    const file = zipSync({ a: text, folder: { b: text } }, { level });
    const unpacked = new TextDecoder().decode(text);
    expect(contents(file)).toEqual([
      ['a', unpacked],
      ['folder/b', unpacked],
    ]);
  });

  it('with a comment that looks like an end', () => {
    const comment = new Uint8Array(40);
    comment.set([0x50, 0x4b, 5, 6], 10);
    const file = Uint8Array.from([...zipSync({ a: text }), ...comment]);
    new DataView(file.buffer).setUint16(file.length - 42, 40, true);
    expect(contents(file)).toHaveLength(1);
  });
});

describe('a zip with 64 bits for sizes and places', () => {
  it('has what it states, and a changed byte is found', () => {
    expect(membersOf(zip64, MOST).map(({ name }) => name)).toEqual([
      ...['0.weight.npy', '0.bias.npy', '2.weight.npy', '2.bias.npy'],
    ]);
    const name = 'zip64.npz';
    expect(readWeightsFile(name, zip64).shapes).toMatchObject({ hidden: [8] });
    // Within the first array's numbers.
    const changed = zip64.with(2000, zip64[2000]! ^ 1);
    expect(() => readWeightsFile(name, changed)).toThrow(/"0.weight.npy": .* it is damaged/);
  });

  it('is refused where its second end is not there', () => {
    const locator = zip64.length - 22 - 20;
    for (const at of [locator + 8, locator - 56]) {
      const broken = zip64.slice();
      broken[at]! ^= 0x55;
      expect(() => membersOf(broken, MOST)).toThrow(WeightsFileError);
    }
  });
});

describe('refuses', () => {
  const zeros = zipSync({ 'w.npy': new Uint8Array(2 ** 21) });
  /** Writes into the entry of the only member. */
  const stating = (at: number, bytes: readonly number[]) => {
    const file = zipSync({ a: text });
    file.set(bytes, new DataView(file.buffer).getUint32(file.length - 6, true) + at);
    return file;
  };

  it.each<[string, Uint8Array, RegExp]>([
    ['what unpacks to more than it may', zeros, /at most 1048576, got 2097152/],
    ['a password', stating(8, [1]), /without a password/],
    ['another compression', stating(10, [12]), /stored or deflated .* method 12/],
    ['more bytes than are stated', stating(24, [3, 0, 0, 0]), /expected 3 bytes in the zip/],
    ['another CRC', stating(16, [0, 0, 0, 0]), /it is damaged/],
    ['a place beyond the file', stating(42, [255, 255, 0, 0]), /a whole zip file/],
    ['64 bits that are not there', stating(42, [255, 255, 255, 255]), /a whole zip file/],
  ])('%s', (_, file, message) => {
    const all = () => membersOf(file, MOST).map((member) => member.bytes());
    expect(all).toThrow(WeightsFileError);
    expect(all).toThrow(message);
  });

  it('a network that is small in a file and large out of it', () => {
    // 256 MB of zeros in 256 KB.
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (8192, 8192), }";
    const start = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0];
    const array = new Uint8Array(start.length + header.length + 2 ** 28);
    array.set([...start, ...new TextEncoder().encode(header)]);
    const bomb = zipSync({ '0.weight.npy': array }, { level: 1 });
    expect(bomb.length).toBeLessThan(2 ** 22);
    expect(() => readWeightsFile('bomb.npz', bomb)).toThrow(
      /bomb\.npz: expected a zip of \d+ bytes that unpacks/,
    );
  });
});
