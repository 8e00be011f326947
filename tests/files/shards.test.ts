import { describe, expect, it } from 'vitest';
import { checkWhole, missingShards, shardsOfIndex, togetherByName } from '../../src/files/shards';

const together = (...names: string[]) =>
  togetherByName(names.map((name) => ({ name }))).map(({ name, files }) => [
    name,
    ...files.map((file) => file.name),
  ]);

const shard = (n: number, of: number, name = 'model') =>
  `${name}-0000${n}-of-0000${of}.safetensors`;

describe('files of one network', () => {
  it('are those of one name and number, each other file is a network of its own', () => {
    expect(together('a.pth', shard(2, 2), 'b.npz', shard(1, 2))).toEqual([
      ['a.pth', 'a.pth'],
      [shard(1, 2), shard(2, 2), shard(1, 2)],
      ['b.npz', 'b.npz'],
    ]);
    expect(together('a.npz', 'a.npz')).toHaveLength(2);
  });

  it('have the name of their index, and stay apart from those of another name or folder', () => {
    const index = 'model.safetensors.index.json';
    expect(together(index, shard(1, 1), shard(1, 1, 'other'), `x/${shard(1, 1)}`)).toEqual([
      [index, index, shard(1, 1)],
      [shard(1, 1, 'other'), shard(1, 1, 'other')],
      [`x/${shard(1, 1)}`, `x/${shard(1, 1)}`],
    ]);
  });

  it('are there once', () => {
    expect(() => together(shard(1, 2), shard(1, 2))).toThrow(/expected it once, got it twice/);
  });
});

describe('what is missing', () => {
  it('is known from the names of those that are there', () => {
    expect(missingShards([`x/${shard(2, 3)}`])).toEqual([`x/${shard(1, 3)}`, `x/${shard(3, 3)}`]);
    expect(missingShards(['a.pth'])).toEqual([]);
    expect(() => checkWhole([shard(2, 3)], null)).toThrow(
      'model-00001-of-00003.safetensors and model-00003-of-00003.safetensors are missing',
    );
    expect(() => checkWhole([shard(1, 1)], null)).not.toThrow();
  });

  it('is known from an index', () => {
    const index = shardsOfIndex({ weight_map: { 'a.weight': 'one', 'a.bias': 'one', b: 'two' } });
    expect(index).toEqual(['one', 'two']);
    expect(() => checkWhole(['x/one'], index)).toThrow('but two is missing');
    expect(() => checkWhole(['x/one', 'x/two'], index)).not.toThrow();
    for (const wrong of [{}, { weight_map: {} }, { weight_map: { a: 1 } }, { weight_map: [] }])
      expect(() => shardsOfIndex(wrong)).toThrow(/an index that names/);
  });
});
