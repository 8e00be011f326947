import { describe, expect, it } from 'vitest';
import { withNotice, type Notice } from '../../src/store/notices';

const after = (texts: readonly string[]): readonly Notice[] =>
  texts.reduce<readonly Notice[]>(
    (notices, text, id) => withNotice(notices, { id, text, time: 1000 * id }),
    [],
  );

describe('the list of notices', () => {
  it('has each once, the newest last, with how often it happened', () => {
    const notices = after(['a.npz: no good.', 'b.npz: no good.', 'a.npz: no good.']);
    expect(notices.map(({ id, text, count, time }) => ({ id, text, count, time }))).toEqual([
      { id: 1, text: 'b.npz: no good.', count: 1, time: 1000 },
      { id: 2, text: 'a.npz: no good.', count: 2, time: 2000 },
    ]);
  });

  it('puts those together that differ in numbers alone', () => {
    const notices = after([
      'A worker stopped. It was replaced; training of A goes on from step 1,200.',
      'A worker stopped. It was replaced; training of A goes on from step 340.',
      'A worker stopped. It was replaced; training of B goes on from step 340.',
    ]);
    expect(after(['epoch-1.npz: no good.', 'epoch-2.npz: no good.'])).toHaveLength(2);
    expect(after(['a 1.npz: no good.', 'a 2.npz: no good.'])).toHaveLength(2);
    expect(notices.map(({ count }) => count)).toEqual([2, 1]);
    expect(notices[0]?.text).toMatch(/A goes on from step 340/);
  });
});
