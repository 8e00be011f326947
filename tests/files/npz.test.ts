import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readNpy } from '../../src/files/npy';
import { readNpz } from '../../src/files/npz';
import { sizeOf, WeightsFileError } from '../../src/files/tensor';
import { fixture, npy, steps } from './fixtures';

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

describe('files of NumPy', () => {
  it.each(['stored.npz', 'deflated.npz'])('reads <f4, <f8 and <f2 of %s', (name) => {
    const tensors = readNpz(fixture(name), 2 ** 20);
    expect(tensors.map((tensor) => [tensor.name, tensor.shape])).toEqual([
      ['0.weight', [4, 6]],
      ['0.bias', [4]],
      ['2.weight', [3, 4]],
      ['2.bias', [3]],
    ]);
    for (const { shape, values } of tensors) expect(values()).toEqual(steps(sizeOf(shape)));
  });

  it('reads Fortran order of three axes', () => {
    const header = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3, 2), }\n";
    const shape = [2, 3, 2];
    const stored = Array.from({ length: 12 }, (_, n) => {
      const [i, j, k] = [n % 2, Math.floor(n / 2) % 3, Math.floor(n / 6)];
      return (i * 3 + j) * 2 + k;
    });
    const read = readNpy('w', npy(header, floats(...stored)));
    expect(read).toMatchObject({ name: 'w', shape });
    expect(read.values()).toEqual(Float32Array.from({ length: 12 }, (_, n) => n));
  });

  it.each<[string, number[]]>([
    ['>f4', [0x3f, 0xc0, 0, 0]],
    ['>f8', [0x3f, 0xf8, 0, 0, 0, 0, 0, 0]],
    ['>f2', [0x3e, 0]],
  ])('reads %s, the greatest byte first', (descr, bytes) => {
    const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (1,), }`;
    expect(readNpy('w', npy(header, Uint8Array.from(bytes))).values()).toEqual(
      Float32Array.of(1.5),
    );
  });
});

describe('refuses', () => {
  const header = (descr: string, shape: string, order = 'False') =>
    `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

  it.each<[string, Uint8Array, RegExp]>([
    ['another kind of file', new Uint8Array(20), /a \.npy file, got 20 bytes/],
    ['a version of the future', npy(header("'<f4'", '(1,)'), floats(1)).fill(9, 6, 7), /got 9/],
    ['a header beyond the file', npy('{}', floats()).fill(200, 8, 9), /at most 2 bytes, .* 200/],
    ['another header', npy('[1, 2, 3]', floats()), /a header with 'descr'/],
    ['a field twice', npy("{'shape': (1,), 'shape': (1,), 'descr': '<f4'}", floats(1)), /a header/],
    ['a field that is missing', npy("{'descr': '<f4', 'shape': (1,)}", floats(1)), /a header/],
    ['integers', npy(header("'<i4'", '(1,)'), floats(1)), /expected floats, .* "<i4".* quantised/],
    ['Python objects', npy(header("'|O'", '(1,)'), floats(1)), /Python objects.* each array under/],
    ['a record', npy(header("[('x', '<f4')]", '(1,)'), floats(1)), /floats \(f8, f4, f2\)/],
    [
      'an odd order',
      npy(header("'<f4'", '(1,)', 'Maybe'), floats(1)),
      /True or False, got "Maybe"/,
    ],
    ['a negative size', npy(header("'<f4'", '(-1,)'), floats(1)), /whole numbers, got "\(-1,\)"/],
    ['data cut short', npy(header("'<f4'", '(3,)'), floats(1, 2)), /12 bytes .* got 8/],
    ['data too long', npy(header("'<f4'", '(1,)'), floats(1, 2)), /4 bytes .* got 8/],
    ['a NaN', npy(header("'<f4'", '(2,)'), floats(1, NaN)), /not a number at place 1/],
  ])('an array with %s', (_, file, message) => {
    const read = () => readNpy('w', file).values();
    expect(read).toThrow(WeightsFileError);
    expect(read).toThrow(message);
  });

  const array = npy(header("'<f4'", '(1,)'), floats(1));
  /** Writes 4 bytes into the zip's directory, which stands before the last 22. */
  const stating = (at: number, value: number) => {
    const zip = zipSync({ 'w.npy': array });
    const view = new DataView(zip.buffer);
    const directory = view.getUint32(zip.length - 6, true);
    view.setUint32(directory + at, value, true);
    return zip;
  };

  /** A stored zip with one bit of its array's numbers turned round. */
  const damaged = () => {
    const zip = zipSync({ 'w.npy': array }, { level: 0 });
    const last = 30 + 'w.npy'.length + array.length - 1;
    zip[last]! ^= 1;
    return zip;
  };

  it.each<[string, Uint8Array, RegExp]>([
    ['no zip', new Uint8Array(100), /whole zip file/],
    ['nothing', new Uint8Array(), /whole zip file/],
    ['a cut one', fixture('stored.npz').subarray(0, 900), /whole zip file/],
    ['no array', zipSync({ 'notes.txt': array }), /arrays in the zip, got "notes.txt"/],
    ['a size of 4 GB', stating(24, 0xfffffff0), /at most \d+ bytes .* 4294967280/],
    ['a number that is damaged', damaged(), /w\.npy.*it is damaged/],
    ['a size that is not so', stating(24, array.length + 9), /bytes in the zip, got/],
  ])('a zip with %s', (_, file, message) => {
    const read = () => readNpz(file, 2 ** 20);
    expect(read).toThrow(WeightsFileError);
    expect(read).toThrow(message);
  });

  it('a zip that claims more files than it has room for', () => {
    // A ZIP64 end record with 2^32 - 1 entries, its locator, and the plain end record.
    const zip = new Uint8Array(56 + 20 + 22);
    const view = new DataView(zip.buffer);
    view.setUint32(0, 0x06064b50, true);
    view.setUint32(32, 0xffffffff, true);
    view.setUint32(56, 0x07064b50, true);
    view.setUint32(76, 0x06054b50, true);
    view.setUint16(84, 1, true);
    expect(() => readNpz(zip, 2 ** 20)).toThrow(/room for/);
  });
});
