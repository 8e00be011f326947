/**
 * Weight matching: coordinate ascent on `<theta_B, pi(theta_A)>`, that is, the permutation of A that lies nearest to B
 * (Ainsworth et al. 2023, "Git Re-Basin", section 3.2 and algorithm 1).
 */
import type { Architecture } from '../../model/architecture';
import {
  permutationSpecs,
  permute,
  randomPermutations,
  type Permutation,
} from '../../model/permutation';
import { randomFrom } from '../../model/random';
import { dot, type Weights } from '../../model/weights';
import { mapProgress } from '../mapProgress';
import { ascend, type Ascent } from './ascent';
import { matchWith, type LayerMatch } from './layerMatch';
import { matchSequentially } from './sequentialMatching';
import { slices, unitSquares } from './slices';

export interface WeightMatchingOptions {
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  /** Seed of the order in which layers are visited, and of where restarts begin. */
  readonly seed: number;
  /** Further climbs, each from random permutations; 0 by default. */
  readonly restarts?: number;
}

export interface WeightMatchingProgress {
  /** The running sweep, from 1. */
  readonly sweep: number;
  /** The highest `<theta_B, pi(theta_A)>` so far; never falls. */
  readonly objective: number;
}

export interface WeightMatching {
  /** One for each hidden layer; similarities are cosines of all weights that belong to a unit. */
  readonly layers: LayerMatch[];
  /** `<theta_B, pi(theta_A)>` of the best climb at its start and after each sweep. */
  readonly objectives: readonly number[];
  /** Where each climb ended: of those from the identity, from what layer-by-layer matching finds, and of the restarts. */
  readonly climbs: readonly number[];
}

/**
 * Matches the units of every hidden layer by their weights; needs no engine. Coordinate ascent stops where no single
 * permutation can be bettered, which may be far below the highest: it begins at the identity, as the paper's, and again
 * at what layer-by-layer matching finds, and the higher end is kept.
 */
export async function* matchWeights({
  architecture,
  a,
  b,
  seed,
  restarts = 0,
}: WeightMatchingOptions): AsyncGenerator<WeightMatchingProgress, WeightMatching, void> {
  const random = randomFrom(seed);
  const terms = [{ a, b }];
  const climbs: number[] = [];
  let best: Ascent | null = null;
  let highest = -Infinity;
  for (let climb = 0; climb < 2 + restarts; climb++) {
    const reached = highest;
    let start: readonly Permutation[] | null = null;
    if (climb === 1) {
      const progress = { sweep: 1, objective: reached };
      const matches = yield* mapProgress(matchSequentially({ architecture, a, b }), () => progress);
      start = matches.map(({ permutation }) => permutation);
    } else if (climb > 1) start = randomPermutations(architecture, random);
    // A stream of its own leaves the restarts as they would be without it.
    const order = climb === 1 ? randomFrom(seed) : random;
    const ascent = ascend({ architecture, terms, random: order, start });
    const climbed = yield* mapProgress(ascent, ({ sweep, objective }) => ({
      sweep,
      objective: Math.max(reached, objective),
    }));
    const end = climbed.objectives.at(-1) ?? -Infinity;
    climbs.push(end);
    if (best === null || end > highest) [best, highest] = [climbed, end];
  }
  if (best === null) throw new RangeError(`Expected restarts of at least 0, got ${restarts}.`);
  const { permutations, objectives } = best;
  return { layers: weightCosines(architecture, a, b, permutations), objectives, climbs };
}

/** The matches of given permutations; similarities are cosines of all weights that belong to a unit. */
export function weightCosines(
  architecture: Architecture,
  a: Weights,
  b: Weights,
  permutations: readonly Permutation[],
): LayerMatch[] {
  const permuted = permute(architecture, a, permutations);
  return permutationSpecs(architecture).map(({ units, axes }, p) => {
    const products = new Float64Array(units);
    for (const axis of axes) {
      const left = slices(architecture, permuted, axis);
      const right = slices(architecture, b, axis);
      for (let i = 0; i < units; i++) {
        const [from, to] = [i * left.depth, (i + 1) * left.depth];
        products[i]! += dot(left.values.subarray(from, to), right.values.subarray(from, to));
      }
    }
    const squareA = unitSquares(architecture, axes, permuted);
    const squareB = unitSquares(architecture, axes, b);
    const cosines = products.map((ab, i) => ab / Math.sqrt(squareA[i]! * squareB[i]! || 1));
    return matchWith(permutations[p]!, cosines);
  });
}
