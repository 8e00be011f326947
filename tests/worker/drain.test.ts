import { describe, expect, it } from 'vitest';
import { drain } from '../../src/worker/drain';

async function* counting(log: string[]) {
  try {
    for (let i = 0; i < 1000; i++) yield await Promise.resolve(i);
    return 'end';
  } finally {
    log.push('disposed');
  }
}

describe('drain', () => {
  it('answers what the generator returns, having told what it yields', async () => {
    const seen: number[] = [];
    const log: string[] = [];
    const result = await drain(counting(log), new AbortController().signal, (i) => seen.push(i));
    expect(result).toBe('end');
    expect(seen.length).toBe(1000);
    expect(log).toEqual(['disposed']);
  });

  it('notices an abort that comes as a message, stops soon and lets the generator clean up', async () => {
    const controller = new AbortController();
    const log: string[] = [];
    let seen = 0;
    setTimeout(() => controller.abort(), 0);
    await expect(drain(counting(log), controller.signal, () => seen++)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(seen).toBeLessThan(1000);
    expect(log).toEqual(['disposed']);
  });
});
