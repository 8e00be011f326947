import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/store/failure';

describe('the words for an error', () => {
  it('are its own where this program throws it', () => {
    expect(wordsOf(new RangeError('a.npz: expected numbers.'))).toBe('a.npz: expected numbers.');
  });

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'digest')"),
    new DOMException('The operation is insecure.', 'SecurityError'),
    new DOMException('A mutation operation was attempted.', 'InvalidStateError'),
    new Error('internal: a job came before the engine was started'),
  ])('are not those of a browser: %s', (error) => {
    expect(wordsOf(error)).toMatch(/^Something unexpected went wrong/);
  });

  it('of a file that is gone ask for it again', () => {
    expect(wordsOf(new DOMException('x', 'NotReadableError'))).toMatch(/choose it again/);
  });
});
