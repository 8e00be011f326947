/**
 * Simulated annealing over permutations (Entezari et al. 2022): swap two units of one hidden layer of A;
 * keep the swap when it lowers the loss of `(pi(A) + B) / 2`, or else by chance, the less likely the more it costs and
 * the cooler it is. A search that knows nothing of the units: for comparison with those that do.
 */
import { hiddenWidths } from '../../model/architecture';
import { identity, type Permutation } from '../../model/permutation';
import { randomFrom, type Random } from '../../model/random';
import type { DatasetEngine } from '../../engine/engine';
import { judgeOf, type Found, type SearchOptions, type SearchProgress } from './search';

export interface AnnealingOptions extends SearchOptions {
  /** Temperatures of the first and of the last step, in units of the loss; the cooling between is exponential. */
  readonly hottest: number;
  readonly coldest: number;
}

/** Anneals from the identity. */
export async function* matchByAnnealing(
  engine: DatasetEngine,
  options: AnnealingOptions,
): AsyncGenerator<SearchProgress, Found, void> {
  const { architecture, steps, hottest, coldest, seed } = options;
  if (!(hottest >= coldest && coldest > 0))
    throw new RangeError(
      `Expected temperatures that fall and stay above 0, got ${hottest} to ${coldest}.`,
    );
  const random = randomFrom(seed);
  const judge = judgeOf(engine, options);
  let permutations = hiddenWidths(architecture).map(identity);
  let energy = await judge.loss(permutations);
  for (let step = 0; step < steps; step++) {
    yield { step, steps, loss: judge.best().loss };
    const temperature = hottest * (coldest / hottest) ** (step / Math.max(1, steps - 1));
    const candidate = withSwap(permutations, random);
    const next = await judge.loss(candidate);
    if (random.uniform() < Math.exp((energy - next) / temperature))
      [permutations, energy] = [candidate, next];
  }
  yield { step: steps, steps, loss: judge.best().loss };
  return judge.best();
}

/** The permutations with two units exchanged, of a layer chosen by its share of all units. */
function withSwap(permutations: readonly Permutation[], random: Random): Permutation[] {
  const units = permutations.flatMap((p, layer) => Array.from(p, () => layer));
  const layer = units[random.below(units.length)]!;
  return permutations.map((p, l) => {
    if (l !== layer || p.length < 2) return p;
    const i = random.below(p.length);
    const j = (i + 1 + random.below(p.length - 1)) % p.length;
    const swapped = p.slice();
    swapped[i] = p[j]!;
    swapped[j] = p[i]!;
    return swapped;
  });
}
