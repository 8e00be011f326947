import { expect, it } from 'vitest';
import { told } from '../../src/science/told';
import { collect } from '../support/collect';

/** Counts to three, and says when it was let go. */
async function* counting(log: string[]): AsyncGenerator<number, string, void> {
  try {
    for (const n of [1, 2, 3]) {
      await Promise.resolve();
      yield n;
    }
    return 'all';
  } finally {
    log.push('released');
  }
}

it('tells every progress in other words, and answers the same result', async () => {
  const log: string[] = [];
  const { progress, result } = await collect(told(counting(log), (n) => `${n}!`));
  expect(progress).toEqual(['1!', '2!', '3!']);
  expect(result).toBe('all');
  expect(log).toEqual(['released']);
});

it('lets the first go when it is left early', async () => {
  const log: string[] = [];
  for await (const n of told(counting(log), (n) => n)) if (n === 2) break;
  expect(log).toEqual(['released']);
});

it('fails as the first does', async () => {
  async function* failing(): AsyncGenerator<number, string, void> {
    yield await Promise.resolve(1);
    throw new RangeError('Expected more.');
  }
  await expect(collect(told(failing(), (n) => n))).rejects.toThrow(
    new RangeError('Expected more.'),
  );
});
