import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapProgress } from '../../src/science/mapProgress';
import { collect } from '../support/collect';

interface Log {
  yielded: number;
  released: number;
}

/** Counts to n, and says when it was let go. */
function* counting(n: number, log: Log): Generator<number, string, void> {
  try {
    for (let i = 0; i < n; i++) {
      log.yielded++;
      yield i;
    }
    return 'all';
  } finally {
    log.released++;
  }
}

async function* countingLater(n: number, log: Log): AsyncGenerator<number, string, void> {
  const generator = counting(n, log);
  await Promise.resolve();
  return yield* generator;
}

async function* inside<Progress, Result>(
  generator: Generator<Progress, Result, void>,
): AsyncGenerator<Progress, Result, void> {
  await Promise.resolve();
  return yield* generator;
}

/** Each way of mapping, several deep: synchronous, asynchronous, and one within the other. */
const WAYS: Readonly<
  Record<string, (n: number, deep: number, log: Log) => AsyncGenerator<number, string, void>>
> = {
  synchronous(n, deep, log) {
    let generator = counting(n, log);
    for (let d = 0; d < deep; d++) generator = mapProgress(generator, (i) => i + 1);
    return inside(generator);
  },
  asynchronous(n, deep, log) {
    let generator = countingLater(n, log);
    for (let d = 0; d < deep; d++) generator = mapProgress(generator, (i) => i + 1);
    return generator;
  },
  'synchronous in asynchronous'(n, deep, log) {
    let generator = inside(mapProgress(counting(n, log), (i) => i + 1));
    for (let d = 1; d < deep; d++) generator = mapProgress(generator, (i) => i + 1);
    return generator;
  },
};

describe.each(Object.entries(WAYS))('mapProgress, %s', (_, mapped) => {
  it('maps every progress and answers the same result', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.integer({ min: 1, max: 4 }), async (n, deep) => {
        const log = { yielded: 0, released: 0 };
        const { progress, result } = await collect(mapped(n, deep, log));
        expect(progress).toEqual(Array.from({ length: n }, (__, i) => i + deep));
        expect(result).toBe('all');
        expect(log).toEqual({ yielded: n, released: 1 });
      }),
    );
  });

  it('ends the first when it is ended early, at whatever step, once and no later', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        async (n, deep, at) => {
          const taken = 1 + (at % n);
          const log = { yielded: 0, released: 0 };
          const generator = mapped(n, deep, log);
          for (let i = 0; i < taken; i++) await generator.next();
          expect(log.released).toBe(0);
          await generator.return('left');
          expect(log).toEqual({ yielded: taken, released: 1 });
        },
      ),
    );
  });
});

describe('mapProgress', () => {
  it('fails as the first does', async () => {
    async function* failing(): AsyncGenerator<number, string, void> {
      yield await Promise.resolve(1);
      throw new RangeError('Expected more.');
    }
    await expect(collect(mapProgress(failing(), (n) => n))).rejects.toThrow(
      new RangeError('Expected more.'),
    );
  });

  it('ends the first when its progress cannot be mapped', () => {
    const log = { yielded: 0, released: 0 };
    const mapped = mapProgress(counting(3, log), () => {
      throw new RangeError('Expected words.');
    });
    expect(() => mapped.next()).toThrow(new RangeError('Expected words.'));
    expect(log.released).toBe(1);
  });
});
