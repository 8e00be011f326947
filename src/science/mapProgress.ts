/**
 * A generator with another progress and the same result. Ended early, it ends the first one too, which then releases
 * what it holds.
 *
 * @param generator not started yet; owned by the answer
 * @param map each progress of the first, as it is yielded
 * @returns synchronous for a synchronous generator
 */
export function mapProgress<From, To, Result>(
  generator: Generator<From, Result, void>,
  map: (progress: From) => To,
): Generator<To, Result, void>;
export function mapProgress<From, To, Result>(
  generator: AsyncGenerator<From, Result, void>,
  map: (progress: From) => To,
): AsyncGenerator<To, Result, void>;
export function mapProgress<From, To, Result>(
  generator: Generator<From, Result, void> | AsyncGenerator<From, Result, void>,
  map: (progress: From) => To,
): Generator<To, Result, void> | AsyncGenerator<To, Result, void> {
  return Symbol.asyncIterator in generator
    ? mapAsynchronous(generator, map)
    : mapSynchronous(generator, map);
}

function* mapSynchronous<From, To, Result>(
  generator: Iterator<From, Result, void>,
  map: (progress: From) => To,
): Generator<To, Result, void> {
  try {
    for (;;) {
      const next = generator.next();
      if (next.done === true) return next.value;
      yield map(next.value);
    }
  } finally {
    // Without effect on a generator that came to its end.
    generator.return?.();
  }
}

async function* mapAsynchronous<From, To, Result>(
  generator: AsyncIterator<From, Result, void>,
  map: (progress: From) => To,
): AsyncGenerator<To, Result, void> {
  try {
    for (;;) {
      const next = await generator.next();
      if (next.done === true) return next.value;
      yield map(next.value);
    }
  } finally {
    await generator.return?.();
  }
}
