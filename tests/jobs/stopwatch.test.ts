import { describe, expect, it } from 'vitest';
import { stopwatch } from '../../src/jobs/stopwatch';

describe('a stopwatch', () => {
  it('goes on from earlier seconds', () => {
    let now = 1e6;
    const elapsed = stopwatch(() => now, 7);
    expect(elapsed()).toBe(7);
    now += 1500;
    expect(elapsed()).toBe(8.5);
    expect(elapsed()).toBe(8.5);
  });

  it('counts a night for a minute, and no time that goes back', () => {
    let now = 0;
    const elapsed = stopwatch(() => now);
    now += 2000;
    elapsed();
    now += 8 * 3600e3;
    expect(elapsed()).toBe(62);
    now -= 3600e3;
    expect(elapsed()).toBe(62);
    now += 1000;
    expect(elapsed()).toBe(63);
  });
});
