/**
 * Coordinate ascent on a sum of inner products `sum_k <b_k, pi(a_k)>` over the permutations of the hidden layers
 * (Ainsworth et al. 2023, "Git Re-Basin", algorithm 1). The sum is linear in each permutation by itself: for one at a
 * time, add up the products of all that it moves and solve one linear assignment; stop when a sweep brings no gain.
 */
import type { Architecture } from '../../model/architecture';
import { identity, permutationSpecs, permute, type Permutation } from '../../model/permutation';
import { shuffled, type Random } from '../../model/random';
import { dot, type Weights } from '../../model/weights';
import { mapProgress } from '../mapProgress';
import { bestPermutation, selected } from './layerMatch';
import { unitProducts } from './slices';

/** One term `<b, pi(a)>` of the objective; read, never written. */
export interface Term {
  readonly a: Weights;
  readonly b: Weights;
}

export interface AscentOptions {
  readonly architecture: Architecture;
  readonly terms: readonly Term[];
  /** Draws the order in which layers are visited. */
  readonly random: Random;
  /** Where to begin; the identity by default. */
  readonly start?: readonly Permutation[] | null;
}

export interface AscentProgress {
  /** The running sweep, from 1. */
  readonly sweep: number;
  /** `sum_k <b_k, pi(a_k)>` so far; never falls. */
  readonly objective: number;
}

export interface Ascent {
  /** One for each hidden layer. */
  readonly permutations: readonly Permutation[];
  /** The objective at the start and after each sweep. */
  readonly objectives: readonly number[];
}

/** Gains below this share of a layer's objective are rounding. */
const GAIN = 1e-10;

/** The paper's bound; a few sweeps are usual. */
const MAX_SWEEPS = 100;

/** Climbs to permutations of which no single one can be bettered; yields between amounts of about 0.1 s. */
export function* ascend({
  architecture,
  terms,
  random,
  start,
}: AscentOptions): Generator<AscentProgress, Ascent, void> {
  const specs = permutationSpecs(architecture);
  const permutations = specs.map(({ units }, p) => start?.[p] ?? identity(units));
  const objective = () =>
    terms.reduce((sum, { a, b }) => sum + dot(b, permute(architecture, a, permutations)), 0);
  let reached = objective();
  const objectives = [reached];
  for (let sweep = 1, gained = true; gained && sweep <= MAX_SWEEPS; sweep++) {
    gained = false;
    for (const p of shuffled(random, specs.length)) {
      const { units, axes } = specs[p]!;
      const others = permutations.map((kept, q) => (q === p ? identity(units) : kept));
      const products = new Float64Array(units * units);
      for (const { a, b } of terms) {
        const computing = unitProducts(architecture, axes, b, permute(architecture, a, others));
        const part = yield* mapProgress(computing, () => ({ sweep, objective: reached }));
        part.forEach((product, k) => (products[k]! += product));
      }
      const found = bestPermutation(products, units);
      const before = selected(products, permutations[p]!);
      if (selected(products, found) - before > GAIN * Math.abs(before)) {
        permutations[p] = found;
        reached = objective();
        gained = true;
      }
      yield { sweep, objective: reached };
    }
    objectives.push(reached);
  }
  return { permutations, objectives };
}
