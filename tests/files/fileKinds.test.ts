import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  adviceFor,
  adviceForJson,
  jsonKindOf,
  kindOf,
  type FileKind,
} from '../../src/files/fileKinds';
import { fixture, npy, safetensors } from './fixtures';
import { dict, global, pickle, torchZip } from './pickles';

const bytes = (...parts: (number | string)[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)],
    ),
  );

const tar = new Uint8Array(1024);
tar.set(bytes('ustar'), 257);
const archive = tar.slice();
archive.set(bytes('cifar-10-batches-bin/'));
/** Two images of CIFAR-10. */
const cifar = new Uint8Array(2 * 3073).fill(200).fill(3, 0, 1).fill(9, 3073, 3074);
const magic = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

describe('what a file is', () => {
  it.each<[FileKind, string, Uint8Array]>([
    ['empty', 'nothing', bytes()],
    ['safetensors', 'weights', fixture('mixed.safetensors')],
    ['safetensors', 'weights that are cut short', fixture('mixed.safetensors').subarray(0, 20)],
    ['safetensors', 'weights without any', safetensors({}, 0)],
    ['npz', 'arrays', fixture('stored.npz')],
    ['npz', 'a zip of nothing', zipSync({})],
    ['npz', 'a zip cut short', bytes('PK', 3, 4, 0)],
    ['npy', 'an array', npy("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", bytes())],
    ['torch', "PyTorch's zip", torchZip(dict({}), {})],
    [
      'torch',
      'the same with its parts in another order',
      zipSync({ 'm/.format_version': bytes('1'), 'm/data.pkl': bytes('.') }),
    ],
    ['torch-old', "PyTorch's pickles", bytes(...pickle(magic), ...pickle(dict({})))],
    ['torchscript', 'a program of PyTorch', zipSync({ 'm/code/a.py': bytes('.') })],
    ['pickle', 'another pickle', pickle(global('os', 'system'))],
    ['hdf5', 'HDF5', bytes(0x89, 'HDF\r\n\x1a\n', 0)],
    ['keras', "Keras's zip", zipSync({ 'metadata.json': bytes('{}') })],
    ['zip', 'another zip', zipSync({ 'notes.txt': bytes('.') })],
    [
      'lfs-pointer',
      'a pointer',
      bytes('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'),
    ],
    ['html', 'a page', bytes('\n<!DOCTYPE html><title>Not found</title>')],
    ['json', 'an object', bytes(' {"version": 2}')],
    ['json', 'a list', bytes('[1]')],
    ['text', 'text', bytes('weights: für A')],
    ['gzip', 'gzip', gzipSync(bytes('a'))],
    ['tar', 'tar', tar],
    ['idx', 'images of MNIST', bytes(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7)],
    ['cifar', 'images of CIFAR-10', cifar],
    ['cifar-archive', "CIFAR-10's archive", gzipSync(archive)],
    ['idx', 'packed images of MNIST', gzipSync(bytes(0, 0, 8, 1, 0, 0, 0, 0))],
    ['picture', 'PNG', bytes(0x89, 'PNG\r\n')],
    ['picture', 'JPEG', bytes(0xff, 0xd8, 0xff, 0xe0)],
    ['gguf', 'a language model', bytes('GGUF', 3, 0, 0, 0)],
    ['unknown', 'noise', bytes(7, 200, 1, 0, 255)],
  ])('%s: %s', (kind, _, file) => {
    expect(kindOf(file, file.length)).toBe(kind);
    // Whatever it is, there are words for it in one line, to stand behind its name.
    expect(adviceFor(kind, file)).toMatch(/^expected a weights file, got [^\n]{4,300}\.$/);
  });

  it('is not what it would be with another length', () => {
    expect(kindOf(cifar, cifar.length + 1)).toBe('unknown');
  });
});

describe('what JSON is for', () => {
  it.each([
    ['experiment', { version: 2 }],
    ['experiment', { title: 'Fig. 1', experiment: {} }],
    ['experiment', { point: {}, runs: [] }],
    ['index', { metadata: {}, weight_map: { a: 'b' } }],
    ['other', { hidden_size: 4, layers: 2 }],
    ['other', [1, 2]],
    ['other', null],
  ])('%s: %j', (kind, value) => {
    expect(jsonKindOf(value)).toBe(kind);
  });

  it('is said', () => {
    expect(adviceForJson({ a: 1, b: 2 })).toMatch(
      /an experiment of Isthmus.* got JSON with the fields "a", "b"\.$/,
    );
    expect(adviceForJson([])).toMatch(/got other JSON\.$/);
  });
});
