import { describe, expect, it } from 'vitest';
import { paceOf } from '../../src/science/pace';

/** Sizes of the first amounts when an item takes so many milliseconds. */
function sizes(milliseconds: number, count = 12): number[] {
  const pace = paceOf(40);
  return Array.from({ length: count }, () => {
    const size = pace.size();
    pace.record(size, size * milliseconds);
    return size;
  });
}

describe('pace', () => {
  it('starts at one item and settles on the target', () => {
    expect(sizes(2)).toEqual([1, 4, 16, 20, 20, 20, 20, 20, 20, 20, 20, 20]);
    expect(sizes(0.1).at(-1)).toBe(400);
  });

  it('never stops, however slow an item is', () => {
    expect(sizes(1e6)).toEqual(new Array(12).fill(1));
  });

  it('keeps to a largest amount', () => {
    const pace = paceOf(40, 50);
    for (let i = 0; i < 6; i++) pace.record(pace.size(), 0.1);
    expect(pace.size()).toBe(50);
  });

  it('comes back from a clock that jumped by hours', () => {
    const pace = paceOf(40);
    pace.record(100, 5 * 3600e3);
    expect(pace.size()).toBe(1);
    for (let i = 0; i < 4; i++) pace.record(pace.size(), pace.size());
    expect(pace.size()).toBe(40);
  });

  it('follows a change of speed at once', () => {
    const pace = paceOf(40);
    pace.record(1000, 40);
    expect(pace.size()).toBe(1000);
    pace.record(1000, 4000);
    expect(pace.size()).toBe(10);
  });

  it('goes on where the clock stands still', () => {
    expect(sizes(0, 4)).toEqual([1, 4, 16, 64]);
  });
});
