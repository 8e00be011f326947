/** Images of the visitor's own, in each form, whole and not. */
import { gzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DatasetError } from '../../src/data/idx';
import { describeOwn, type OwnImages } from '../../src/data/own';
import { TELLING_BYTES, isOwnData, kindOf } from '../../src/files/fileKinds';
import { readOwnImages } from '../../src/files/ownData';
import { BROKEN_FILES } from '../support/thorough';
import { altered } from './edits';
import { npy } from './fixtures';
import { csvOf, idxOf, imagesOf, npzOf, type Form } from '../support/ownImages';

const FORMS: readonly [string, (images: OwnImages) => Form][] = [
  ['npz', npzOf],
  ['npz, deflated', (images) => npzOf(images, { deflated: true })],
  ['npz, channels first', (images) => npzOf(images, { channelsFirst: true })],
  ['npz, floats from 0 to 1', (images) => npzOf(images, { floats: true })],
  ['idx', idxOf],
  ['idx, gzipped', (images) => idxOf(images, true)],
  ['csv', csvOf],
];

describe.each(FORMS)('%s', (form, made) => {
  it.each([1, 3] as const)('is read with %i channels', (channels) => {
    const images = imagesOf({ side: 5, channels, train: 21, test: 8, classes: 4 });
    const files = made(images);
    expect(readOwnImages(files)).toEqual(images);
    for (const { bytes } of files)
      expect(isOwnData(kindOf(bytes.subarray(0, TELLING_BYTES), bytes.length))).toBe(true);
  });

  it('cut short anywhere, or altered, is read or refused in one line, with little memory', () => {
    const files = made(imagesOf({ side: 2, channels: 1, train: 6, test: 4, classes: 3 }));
    const held = () => process.memoryUsage().arrayBuffers;
    let refused = 0;
    const brokenOne = fc.oneof(
      ...files.map(({ bytes }, i) => fc.tuple(fc.constant(i), altered(bytes))),
    );
    const runs = Math.ceil(BROKEN_FILES / 4);
    fc.assert(
      fc.property(brokenOne, ([i, changed]) => {
        const bytes = Uint8Array.from(changed);
        const broken = files.map((file, at) => (at === i ? { ...file, bytes } : file));
        const before = held();
        try {
          const { train, test } = readOwnImages(broken);
          expect(train.images.length / Math.max(1, train.count)).toBe(
            test.images.length / Math.max(1, test.count),
          );
        } catch (error) {
          if (!(error instanceof DatasetError)) throw error;
          expect(error.message).toMatch(/^[^\n]{10,600}$/);
          expect(error.message).not.toMatch(/NaN|undefined|\[object/);
          refused++;
        }
        expect(held() - before).toBeLessThan(2 ** 26);
      }),
      { numRuns: runs, seed: 1 },
    );
    expect(refused).toBeGreaterThan(runs / 8);
    for (const [i, { bytes }] of files.entries())
      for (const length of [0, 1, 20, Math.floor(bytes.length / 2), bytes.length - 1]) {
        if (length >= bytes.length) continue;
        const cut = files.map((file, at) =>
          at === i ? { ...file, bytes: bytes.slice(0, length) } : file,
        );
        if (form !== 'csv') expect(() => readOwnImages(cut)).toThrow(DatasetError);
      }
  });
});

const grey = imagesOf({ side: 3, channels: 1, train: 14, test: 7, classes: 3 });
const text = (name: string, lines: string) => ({ name, bytes: new TextEncoder().encode(lines) });
const array = (descr: string, shape: string, data: Uint8Array) =>
  npy(`{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }`, data);

describe('what is wrong is said', () => {
  const npz = (members: Record<string, Uint8Array>) => [
    { name: 'own.npz', bytes: Uint8Array.from(zipSync(members, { level: 0 })) },
  ];
  const labels = array('<i8', '2,', new Uint8Array(16));
  const whole = {
    'x_train.npy': array('|u1', '2, 2, 2', new Uint8Array(8)),
    'y_train.npy': labels,
    'x_test.npy': array('|u1', '2, 2, 2', new Uint8Array(8)),
    'y_test.npy': labels,
  };
  const without = (name: keyof typeof whole): Record<string, Uint8Array> =>
    Object.fromEntries(Object.entries(whole).filter(([member]) => member !== name));
  const lines = (columns: number, rows: number) =>
    Array.from({ length: rows }, (_, i) =>
      [i % 2, ...Array<number>(columns - 1).fill(i)].join(),
    ).join('\n');

  it.each<[string, () => unknown, RegExp]>([
    ['nothing', () => readOwnImages([]), /got nothing/],
    [
      'an array that is not there',
      () => readOwnImages(npz(without('y_test.npy'))),
      /own\.npz: expected x_train, y_train, x_test and y_test in the \.npz file, got "x_train"/,
    ],
    [
      'images that are not square',
      () =>
        readOwnImages(
          npz({ ...whole, 'x_train.npy': array('|u1', '2, 2, 3', new Uint8Array(12)) }),
        ),
      /expected square images.*got \[2, 2, 3\]/,
    ],
    [
      'labels for other images',
      () => readOwnImages(npz({ ...whole, 'y_train.npy': array('|u1', '3,', new Uint8Array(3)) })),
      /a label for each of 2 images, got 3/,
    ],
    [
      'one-hot labels',
      () =>
        readOwnImages(npz({ ...whole, 'y_train.npy': array('|u1', '2, 10', new Uint8Array(20)) })),
      /argmax/,
    ],
    [
      'standardised images',
      () =>
        readOwnImages(
          npz({
            ...whole,
            'x_train.npy': array(
              '<f4',
              '2, 2, 2',
              new Uint8Array(Float32Array.of(0, 1, 0, -0.5, 0, 0, 0, 0).buffer),
            ),
          }),
        ),
      /levels 0 to 255, or floats from 0 to 1, got -0\.5/,
    ],
    [
      'images that are not numbers',
      () =>
        readOwnImages(
          npz({
            ...whole,
            'x_train.npy': array(
              '<f4',
              '2, 2, 2',
              new Uint8Array(new Float32Array(8).fill(NaN).buffer),
            ),
          }),
        ),
      /one that is not a number/,
    ],
    ['three IDX files', () => readOwnImages(idxOf(grey).slice(1)), /four IDX files at once/],
    [
      'IDX files without labels',
      () => readOwnImages([0, 2, 0, 2].map((i) => idxOf(grey)[i]!)),
      /two IDX files of images.*got/,
    ],
    [
      'files of two forms',
      () => readOwnImages([...csvOf(grey), ...npzOf(grey)]),
      /files of one form/,
    ],
    [
      'two CSV files to train on',
      () => readOwnImages([text('a.csv', lines(10, 4)), text('b.csv', lines(10, 4))]),
      /names say which is to train on/,
    ],
    [
      'a CSV file without labels',
      () => readOwnImages([text('a.csv', lines(9, 9))]),
      /1 \+ 28 x 28 = 785 columns.*got 9/,
    ],
    [
      'a CSV file with a longer row',
      () => readOwnImages([text('a.csv', `${lines(10, 8)}\n${lines(11, 1)}`)]),
      /expected 10 columns in row 9.*got more/,
    ],
    [
      'a CSV file cut short',
      () => readOwnImages([text('a.csv', lines(10, 8).slice(0, -4))]),
      /expected 10 columns in row 8.*only 8/,
    ],
    [
      'a word among numbers',
      () => readOwnImages([text('a.csv', `${lines(10, 8)}\n0,1,2,3,4,5,6,seven,8,9`)]),
      /row 9, column 8, got "seven"/,
    ],
  ])('%s', (_, read, message) => {
    expect(read).toThrow(DatasetError);
    expect(read).toThrow(message);
  });

  it('a level that is too high in a CSV file, by row and column', () => {
    const high = [text('a.csv', `${lines(10, 8)}\n0,1,2,256,4,5,6,7,8,9`)];
    expect(() => readOwnImages(high)).toThrow(/from 0 to 255 in row 9, column 4, got "256"/);
  });
});

describe('a CSV file', () => {
  it('may have names, quotes, fractions of zeros, other separators and no last line end', () => {
    const plain = '1,0,10,20,30\n0,40,50,60,255\n';
    const read = (lines: string) => readOwnImages([text('one.csv', lines)]).train;
    const expected = read(plain);
    expect([...expected.images]).toEqual([0, 10, 20, 30, 40, 50, 60, 255]);
    for (const other of [
      `label,p0,p1,p2,p3\n${plain}`,
      plain.replaceAll(',', ';').trim(),
      plain.replaceAll(',', '\t').replaceAll('\n', '\r\n'),
      plain.replaceAll(/\d+/g, '"$&"'),
      plain.replaceAll(/\d+/g, '$&.0'),
      `\ufeff${plain}\n\n`,
    ])
      expect(read(other)).toEqual(expected);
  });

  it('by itself has every seventh image to test on', () => {
    const rows = Array.from({ length: 15 }, (_, i) => `${i % 2},${i},${i},${i},${i}`).join('\n');
    const { train, test } = readOwnImages([text('one.csv', rows)]);
    const first = (images: Uint8Array) => [...images].filter((_, i) => i % 4 === 0);
    expect(first(test.images)).toEqual([6, 13]);
    expect(first(train.images)).toEqual([0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 14]);
  });
});

describe('what is known of own data', () => {
  it('are its sizes and the statistics of its training images', () => {
    const images = imagesOf({ side: 4, channels: 3, train: 30, test: 10, classes: 5 });
    const { normalization, ...sizes } = describeOwn(images);
    expect(sizes).toEqual({ side: 4, channels: 3, classes: 5, counts: { train: 30, test: 10 } });
    normalization.forEach(({ mean, standardDeviation }, channel) => {
      const own = [...images.train.images].filter((_, i) => Math.floor(i / 16) % 3 === channel);
      const average = own.reduce((sum, x) => sum + x / 255, 0) / own.length;
      const square = own.reduce((sum, x) => sum + (x / 255 - average) ** 2, 0) / own.length;
      expect(mean).toBeCloseTo(average, 5);
      expect(standardDeviation).toBeCloseTo(Math.sqrt(square), 5);
    });
  });

  it.each<[string, Partial<Parameters<typeof imagesOf>[0]>, RegExp]>([
    ['sides', { side: 65 }, /64 x 64 pixels, got 65 x 65/],
    ['classes, too few', { classes: 1 }, /2 to 100 classes/],
    ['classes, too many', { classes: 101, train: 200 }, /2 to 100 classes, got labels up to 100/],
    ['images to test on', { test: 0 }, /images to test on, got none/],
  ])('have bounds: %s', (_, sizes, message) => {
    const images = imagesOf({ side: 4, channels: 1, train: 30, test: 10, classes: 5, ...sizes });
    expect(() => describeOwn(images)).toThrow(message);
  });

  it('are of the classes that are trained on', () => {
    const images = imagesOf({ side: 4, channels: 1, train: 30, test: 10, classes: 3 });
    images.test.labels[0] = 7;
    expect(() => describeOwn(images)).toThrow(/test labels 0 to 2.*got 7/);
  });
});

it('a gzip file that would fill the memory is refused by its stated size', () => {
  const bomb = gzipSync(new Uint8Array(1000));
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(bomb.length - 4, 0xfffffff0, true);
  const files = idxOf(grey).map((file, i) => (i === 0 ? { ...file, bytes: bomb } : file));
  expect(() => readOwnImages(files)).toThrow(DatasetError);
});
