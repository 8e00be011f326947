/**
 * Permutations from networks that have not been trained: from B, `pi(A) - B` should point down the loss, and from A
 * `pi^-1(B) - A` likewise (Benzing et al. 2022, App. B, eq. 4):
 *
 *     max_pi <pi(A) - B, s_B> + <pi^-1(B) - A, s_A> = max_pi <pi(A), s_B> + <pi(s_A), B> + constant
 *
 * with s the descent direction at each network: minus the gradient, or minus FOOF's, which the paper found to matter
 * most. Linear in each permutation, as weight matching is, and climbed in the same way.
 */
import type { Architecture } from '../../model/architecture';
import type { Permutation } from '../../model/permutation';
import { randomFrom } from '../../model/random';
import { combine, dot, type Weights } from '../../model/weights';
import type { DatasetEngine, Loss } from '../../engine/engine';
import { mapProgress } from '../mapProgress';
import { ascend, type AscentProgress } from './ascent';
import { foof } from './foof';

export interface InitialMatchingOptions {
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  readonly loss: Loss;
  /** The direction at each network. */
  readonly direction: 'gradient' | 'foof';
  /** First training images that directions are taken on. */
  readonly samples: number;
  /** FOOF's damping, above 0, in units of the mean square of a layer's inputs. */
  readonly damping: number;
  /** Seed of the order in which layers are visited. */
  readonly seed: number;
}

export interface InitialMatching {
  /** One for each hidden layer. */
  readonly permutations: readonly Permutation[];
  /** `<pi(A) - B, s_B> + <pi^-1(B) - A, s_A>` at the identity and after each sweep. */
  readonly objectives: readonly number[];
}

/** Images of one gradient. */
const BATCH = 1000;

/** Matches two networks by where each of them would move. */
export async function* matchInitialisations(
  engine: DatasetEngine,
  options: InitialMatchingOptions,
): AsyncGenerator<AscentProgress, InitialMatching, void> {
  const { architecture, a, b, seed } = options;
  yield { sweep: 1, objective: -Infinity };
  const downA = await descentDirection(engine, options, a);
  yield { sweep: 1, objective: -Infinity };
  const downB = await descentDirection(engine, options, b);
  const terms = [
    { a, b: downB },
    { a: downA, b },
  ];
  const constant = dot(b, downB) + dot(a, downA);
  const ascent = ascend({ architecture, terms, random: randomFrom(seed) });
  const { permutations, objectives } = yield* mapProgress(ascent, ({ sweep, objective }) => ({
    sweep,
    objective: objective - constant,
  }));
  return { permutations, objectives: objectives.map((objective) => objective - constant) };
}

/** Minus the gradient of the mean loss of the first training images, as it is or preconditioned. */
export async function descentDirection(
  engine: DatasetEngine,
  { architecture, loss, direction, samples, damping }: InitialMatchingOptions,
  weights: Weights,
): Promise<Weights> {
  const parts: Weights[] = [];
  const shares: number[] = [];
  for (let from = 0; from < samples; from += BATCH) {
    const length = Math.min(BATCH, samples - from);
    const { gradients } = await engine.gradient({
      architecture,
      loss,
      split: 'train',
      combinations: { basis: [weights], coefficients: Float64Array.of(1) },
      indices: Uint32Array.from({ length }, (_, i) => from + i),
    });
    parts.push(...gradients);
    shares.push(-length / samples);
  }
  const down = combine(parts, shares);
  if (direction === 'gradient') return down;
  return foof(engine, { architecture, weights, gradient: down, samples, damping });
}
