import { describe, expect, it } from 'vitest';
import { createReaders } from '../../src/engine/readers';

describe('readers', () => {
  it('free their own part at once and the shared one with the last, each once', () => {
    const freed: string[] = [];
    const read = createReaders(() => freed.push('shared'));
    const first = read(() => freed.push('first'));
    const second = read(() => freed.push('second'));
    first.release();
    first.release();
    expect(freed).toEqual(['first']);
    expect(() => second.check()).not.toThrow();
    expect(() => first.check()).toThrow('disposed of');
    second.release();
    second.release();
    expect(freed).toEqual(['first', 'second', 'shared']);
  });
});
