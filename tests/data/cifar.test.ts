import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CATALOG } from '../../src/data/catalog';
import { readCifar } from '../../src/data/cifar';
import { CIFAR_NAMES, cifarArchive, cifarContents, cifarLabel } from '../support/cifar';

const entry = CATALOG['cifar-10'];
const never = new AbortController().signal;
const contents = cifarContents();
const file = (name: string, bytes: Uint8Array<ArrayBuffer> = contentOf(name)) =>
  new File([bytes], name);
const contentOf = (name: string) => contents.get(name) ?? new Uint8Array();
const read = (...files: File[]) => readCifar(entry, files, never);
const others = (...names: string[]) =>
  CIFAR_NAMES.filter((name) => !names.includes(name)).map((name) => file(name));

const archive = cifarArchive(contents);

describe('readCifar', () => {
  it('reads the archive, and tells how far it is', async () => {
    const shares: number[] = [];
    const dataset = await readCifar(
      entry,
      [file('cifar-10-binary.tar.gz', archive)],
      never,
      ({ arrived, total }) => shares.push(arrived / total),
    );
    expect(dataset).toMatchObject({ id: 'cifar-10', pixels: 3072, classes: 10 });
    expect(dataset.train.images.length).toBe(50_000 * 3072);
    expect(dataset.test.images.length).toBe(10_000 * 3072);
    expect([0, 1, 9999].map((i) => dataset.test.labels[i])).toEqual(
      [0, 1, 9999].map((i) => cifarLabel(5, i)),
    );
    const [label, ...image] = contentOf('data_batch_3.bin').subarray(3073 * 17, 3073 * 18);
    expect(dataset.train.labels[20_017]).toBe(label);
    expect([...dataset.train.images.subarray(20_017 * 3072, 20_018 * 3072)]).toEqual(image);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('reads the six files in any order, beside others, to the same', async () => {
    const whole = await read(file('cifar-10-binary.tar.gz', archive));
    const single = await read(new File(['text'], 'readme.html'), ...others().toReversed());
    expect(Buffer.compare(single.train.images, whole.train.images)).toBe(0);
    expect(Buffer.compare(single.test.labels, whole.test.labels)).toBe(0);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const reading = readCifar(entry, others(), stop.signal, () => stop.abort());
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each<[string, () => File[], string]>([
    [
      'a file short of a byte',
      () => [file('test_batch.bin', contentOf('test_batch.bin').slice(1))],
      'test_batch.bin: expected 30,730,000 bytes (10,000 images), got 30,729,999; it is cut short',
    ],
    [
      'a label beyond the classes',
      () => {
        const wrong = contentOf('data_batch_2.bin').slice();
        wrong[3073 * 4] = 10;
        return [file('data_batch_2.bin', wrong)];
      },
      'data_batch_2.bin: expected labels 0 to 9, got 10 for image 5',
    ],
    [
      'five files of six',
      () => others('data_batch_4.bin'),
      'Expected all six files of CIFAR-10 at once, but data_batch_4.bin is missing.',
    ],
    [
      'one file alone',
      () => [file('test_batch.bin')],
      'data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin are missing',
    ],
    [
      'a file twice',
      () => [file('test_batch.bin'), file('test_batch.bin')],
      'test_batch.bin: expected it once, got it twice.',
    ],
    [
      'a file under two names',
      () => [
        ...others('data_batch_5.bin'),
        file('data_batch_5.bin', contentOf('data_batch_2.bin')),
      ],
      'data_batch_5.bin: expected other images than in data_batch_2.bin, got the same ones.',
    ],
    [
      'an archive cut short',
      () => [file('cifar-10-binary.tar.gz', archive.slice(0, archive.length / 2))],
      'cifar-10-binary.tar.gz: expected a whole gzip file, got one cut short or altered',
    ],
    [
      'an archive that was altered',
      () => [file('cifar-10-binary.tar.gz', archive.with(archive.length - 6, 77))],
      'cifar-10-binary.tar.gz: expected a whole gzip file, got one cut short or altered',
    ],
    [
      'an archive of half the files',
      () => {
        const half = gunzipSync(archive).subarray(0, 80_000_000);
        return [file('cifar.tar', new Uint8Array(half))];
      },
      'cifar.tar: expected a whole tar archive, got another file or one that is cut short.',
    ],
    [
      'gzip of something else',
      () => {
        const idx = readFileSync('public/data/mnist/t10k-labels-idx1-ubyte.gz');
        return [file('labels.gz', new Uint8Array(idx))];
      },
      'and test_batch.bin, got labels.gz.',
    ],
    [
      'the Python version',
      () => {
        const python = new Map([['data_batch_1', new Uint8Array(9)]]);
        const bytes = cifarArchive(python, 'cifar-10-batches-py');
        return [file('cifar-10-python.tar.gz', bytes)];
      },
      'test_batch.bin, got its Python version.',
    ],
    [
      'CIFAR-100',
      () => {
        const hundred = new Map([['train.bin', new Uint8Array(9)]]);
        return [file('c.tar.gz', cifarArchive(hundred, 'cifar-100-binary'))];
      },
      'Expected cifar-10-binary.tar.gz, or data_batch_1.bin to data_batch_5.bin and test_batch.bin, got CIFAR-100.',
    ],
    ['a picture', () => [new File(['GIF'], 'cat.gif')], 'and test_batch.bin, got cat.gif.'],
    ['an empty file', () => [new File([], 'test_batch.bin')], 'got 0; it is cut short'],
    ['no file', () => [], 'got nothing.'],
  ])('refuses %s', async (_, files, message) => {
    const refused = await read(...files()).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'DatasetError' });
    expect((refused as Error).message).toContain(message);
  });
});
