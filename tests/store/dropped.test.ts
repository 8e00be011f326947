import { gzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sortDropped } from '../../src/store/dropped';

const weights = readFileSync(new URL('../files/fixtures/mixed.safetensors', import.meta.url));
const file = (name: string, contents: string | Uint8Array<ArrayBuffer>) =>
  new File([contents], name);
const a = file('a.safetensors', new Uint8Array(weights));
const experiment = file('e.json', JSON.stringify({ version: 2, dataset: 'mnist' }));
const records = new Uint8Array(3073);
const idx = file('t10k', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 0));

describe('files that are dropped', () => {
  it.each<[string, File[], string]>([
    ['weights, whatever they are called', [a, file('b.bin', new Uint8Array(weights))], 'networks'],
    ['an index of weights', [a, file('i.json', '{"weight_map": {}}')], 'networks'],
    ['an experiment, whatever it is called', [file('e.txt', '{"version": 2}')], 'document'],
    ['images', [file('x', records)], 'dataset'],
    [
      'images, and what lies beside them',
      [file('x.bin', records), file('readme', 'hello')],
      'dataset',
    ],
    ['images that are cut short', [file('data_batch_1.bin', 'x')], 'dataset'],
    // Their reader says how many there have to be.
    ['images of MNIST', [idx], 'own'],
    ['their archive', [file('cifar-10-binary.tar.gz', gzipSync(records))], 'dataset'],
  ])('%s', async (_, files, kind) => {
    expect((await sortDropped(files)).kind).toBe(kind);
  });

  it.each([false, true])('an archive of CIFAR-10 by another name, packed: %s', async (packed) => {
    const tar = new Uint8Array(2048);
    tar.set(new TextEncoder().encode('cifar-10-batches-bin/'));
    tar.set(new TextEncoder().encode('ustar'), 257);
    const archive = file('download', packed ? gzipSync(tar) : tar);
    expect((await sortDropped([archive])).kind).toBe('dataset');
  });

  it.each<[string, File[], RegExp]>([
    [
      'a picture',
      [file('photo.png', Uint8Array.of(0x89, 80, 78, 71))],
      /^photo\.png: .* got a picture/,
    ],
    [
      'a dozen pictures',
      Array.from({ length: 12 }, (_, i) => file(`${i}.gif`, 'GIF89a')),
      /^0\.gif: .* got a picture.* Nothing here reads 1\.gif, .*5\.gif and 6 more either\.$/,
    ],
    ['a picture beside weights', [a, file('cat.gif', 'GIF89a')], /^cat\.gif: .* got a picture/],
    [
      'other JSON',
      [file('other.json', '{"a": 1}')],
      /^other\.json: expected an experiment .* fields "a"/,
    ],
    [
      'broken JSON',
      [file('e.json', '{"version"')],
      /^e\.json: expected an experiment as JSON, got text/,
    ],
    [
      'a wrong experiment',
      [file('e.json', '{"version": 1}')],
      /^e\.json: Expected an experiment of version/,
    ],
    [
      'an experiment and weights',
      [experiment, a],
      /got e\.json and a\.safetensors together; drop weights first/,
    ],
    ['two experiments', [experiment, experiment], /Expected one experiment/],
    ['weights and images', [a, file('x.bin', records)], /by themselves/],
    [
      'images of MNIST beside weights',
      [idx, a],
      /files of a dataset by themselves, got t10k and a/,
    ],
    ['an archive of others', [file('a.tar.gz', gzipSync(records))], /a gzip archive; unpack it/],
  ])('refuses %s', async (_, files, message) => {
    await expect(sortDropped(files)).rejects.toThrow(message);
  });

  it('a folder', async () => {
    const folder = file('photos', 'x');
    folder.slice = () => {
      throw new DOMException('A requested file or directory could not be found', 'NotFoundError');
    };
    await expect(sortDropped([folder])).rejects.toThrow(/photos: expected a file, got a folder/);
  });
});
