/** What the browser keeps of lessons. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { reachedIn } from '../../src/ui/learn/kept';

describe('how far a visitor came', () => {
  it.each<[string | null, Record<string, number>]>([
    [null, {}],
    ['', {}],
    ['null', {}],
    ['[1', {}],
    ['{"a":3,"b":-1,"c":"x","d":1.5}', { a: 3 }],
  ])('of %j is %j', (text, expected) => {
    expect(reachedIn(text)).toEqual(expected);
  });

  afterEach(() => vi.unstubAllGlobals());

  it('grows, and is kept where the browser keeps anything', async () => {
    const store = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, text: string) => store.set(key, text),
    });
    vi.resetModules();
    const { reach, reached } = await import('../../src/ui/learn/kept');
    reach('one', 2);
    reach('one', 0);
    reach('two', 0);
    expect(reached.getState()).toEqual({ one: 3, two: 1 });
    expect([...store.values()].map(reachedIn)).toEqual([{ one: 3, two: 1 }]);
  });

  it('lasts for the visit where storage is refused or full', async () => {
    const refuse = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
    vi.resetModules();
    const { reach, reached } = await import('../../src/ui/learn/kept');
    reach('one', 1);
    expect(reached.getState()).toEqual({ one: 2 });
  });
});
