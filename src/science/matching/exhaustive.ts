/**
 * Exhaustive search: every permutation is tried, and the one taken whose `(pi(A) + B) / 2` has the lowest loss
 * (Ainsworth et al. 2023, "Git Re-Basin", section 5, for their counter-example). For networks of a few units, of which
 * it proves that there is none better.
 */
import { architectureName, type Architecture } from '../../model/architecture';
import { everyPermutation, MAX_PERMUTATIONS, permutationCount } from '../../model/enumeration';
import type { DatasetEngine } from '../../engine/engine';
import { judgeOf, type Found, type JudgeOptions, type SearchProgress } from './search';

/**
 * Tries them in turn; of those that are equally good, the first.
 *
 * @throws RangeError for a network with more permutations than {@link MAX_PERMUTATIONS}
 */
export async function* matchExhaustively(
  engine: DatasetEngine,
  options: JudgeOptions,
): AsyncGenerator<SearchProgress, Found, void> {
  const { architecture } = options;
  checkCount(architecture);
  const steps = permutationCount(architecture);
  const judge = judgeOf(engine, options);
  let step = 0;
  for (const permutations of everyPermutation(architecture)) {
    await judge.loss(permutations);
    yield { step: ++step, steps, loss: judge.best().loss };
  }
  return judge.best();
}

function checkCount(architecture: Architecture): void {
  if (permutationCount(architecture) > MAX_PERMUTATIONS)
    throw new RangeError(
      `Expected hidden layers with at most ${MAX_PERMUTATIONS.toLocaleString('en')} permutations in all to try each, such as 7 units or 4 and 4, got a network ${architectureName(architecture)}.`,
    );
}
