import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/jobs/digest';

describe('sha256Of', () => {
  it('is the SHA-256 that everybody else computes, of bytes and of text', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'grapheme' }), (bytes, text) => {
        expect(sha256Of(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
        expect(sha256Of(text)).toBe(createHash('sha256').update(text).digest('hex'));
      }),
    );
  });
});
