/** Runs a science generator to its end, giving the event loop back at every yield so that a cancel arrives. */

import { breathe } from '../jobs/breathe';

/**
 * Answers what the generator returns.
 *
 * @param onYield takes everything that the generator yields
 * @throws the signal's reason when it is aborted; the generator's `finally` blocks have then run
 */
export async function drain<Progress, Result>(
  generator: AsyncGenerator<Progress, Result, void>,
  signal: AbortSignal,
  onYield: (progress: Progress) => void,
): Promise<Result> {
  try {
    for (;;) {
      const { done, value } = await generator.next();
      if (done === true) return value;
      onYield(value);
      await breathe();
      signal.throwIfAborted();
    }
  } finally {
    await generator.return(undefined as never);
  }
}
