import { describe, expect, it } from 'vitest';
import { createResultCache } from '../../src/pipeline/results';

const MADE = { engine: 'none', version: 'test' };

/** A result with so many bytes of arrays. */
const sized = (bytes: number) => ({
  job: 'simplex' as const,
  value: { vertices: [new Uint8Array(bytes / 2)], nested: { loss: new Float64Array(bytes / 16) } },
});

/** A cache for 96 bytes with three results of 32. */
function full() {
  const cache = createResultCache(96);
  for (const key of ['a', 'b', 'c']) cache.add(key, sized(32), MADE);
  const kept = (...keys: string[]) => keys.filter((key) => cache.find(key, 'simplex') !== null);
  return { cache, kept };
}

describe('a cache of results', () => {
  it('has what was added, with what made it, for its own job alone', () => {
    const { cache } = full();
    const { job, value } = sized(32);
    expect(cache.find('a', 'simplex')).toEqual({ job, value, made: MADE });
    expect(cache.find('a', 'path')).toBeNull();
    expect(cache.find('d', 'simplex')).toBeNull();
  });

  it('lets go of what was used longest ago where bytes are short', () => {
    const { cache, kept } = full();
    cache.find('a', 'simplex');
    cache.add('d', sized(32), MADE);
    expect(kept('a', 'b', 'c', 'd')).toEqual(['a', 'c', 'd']);
    cache.add('e', sized(64), MADE);
    expect(kept('a', 'c', 'd', 'e')).toEqual(['d', 'e']);
  });

  it('is not touched by a question about another job', () => {
    const { cache, kept } = full();
    cache.find('a', 'path');
    cache.add('d', sized(32), MADE);
    expect(kept('a', 'b', 'c', 'd')).toEqual(['b', 'c', 'd']);
  });

  it('counts a result that is added again once', () => {
    const { cache, kept } = full();
    for (let i = 0; i < 5; i++) cache.add('c', sized(32), MADE);
    expect(kept('a', 'b', 'c')).toEqual(['a', 'b', 'c']);
  });

  it('has its room back when a result is deleted', () => {
    const { cache, kept } = full();
    cache.delete('b');
    cache.delete('b');
    cache.add('d', sized(32), MADE);
    expect(kept('a', 'b', 'c', 'd')).toEqual(['a', 'c', 'd']);
    cache.add('e', sized(32), MADE);
    expect(kept('a', 'c', 'd', 'e')).toEqual(['c', 'd', 'e']);
  });

  it('keeps the others in place of one that is larger than all its room', () => {
    const { cache, kept } = full();
    cache.add('d', sized(128), MADE);
    expect(kept('a', 'b', 'c', 'd')).toEqual(['a', 'b', 'c']);
  });
});
