/**
 * Weight matching: coordinate ascent on `<theta_B, pi(theta_A)>` over the hidden layers' permutations (Ainsworth et
 * al. 2023, "Git Re-Basin", section 3.2 and algorithm 1). For one permutation at a time, sum `W_B W_A^T` over every
 * axis that it moves and solve one linear assignment; stop when a sweep brings no gain.
 */
import type { Architecture } from '../../model/architecture';
import { layoutOf, tensorNamed, view } from '../../model/layout';
import {
  identity,
  permutationSpecs,
  permute,
  type Permutation,
  type PermutationSpec,
  type PermutedAxis,
} from '../../model/permutation';
import { randomFrom, shuffled } from '../../model/random';
import { dot, type Weights } from '../../model/weights';
import { assign } from '../assignment';
import type { LayerMatch } from './match';
import { addRowProducts, type Rows } from './product';

export interface WeightMatchingOptions {
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  /** Seed of the order in which layers are visited. */
  readonly seed: number;
}

export interface WeightMatchingProgress {
  /** The running sweep, from 1. */
  readonly sweep: number;
  /** `<theta_B, pi(theta_A)>` so far; never falls. */
  readonly objective: number;
}

export interface WeightMatching {
  /** One for each hidden layer; similarities are cosines of all weights that belong to a unit. */
  readonly layers: LayerMatch[];
  /** `<theta_B, pi(theta_A)>` at the identity and after each sweep. */
  readonly objectives: number[];
}

/** Gains below this share of a layer's objective are rounding. */
const GAIN = 1e-10;

/** The paper's bound; a few sweeps are usual. */
const MAX_SWEEPS = 100;

/** Rows of products between two yields: 0.1 s at 2,048 units. */
const BAND = 64;

/** Matches the units of every hidden layer by their weights, starting from the identity; needs no engine. */
// eslint-disable-next-line @typescript-eslint/require-await -- asynchronous as all long work here, so that one way runs it
export async function* matchWeights({
  architecture,
  a,
  b,
  seed,
}: WeightMatchingOptions): AsyncGenerator<WeightMatchingProgress, WeightMatching, void> {
  const specs = permutationSpecs(architecture);
  const permutations = specs.map(({ units }) => identity(units));
  const random = randomFrom(seed);
  const objective = () => dot(b, permute(architecture, a, permutations));
  let reached = objective();
  const objectives = [reached];
  for (let sweep = 1, gained = true; gained && sweep <= MAX_SWEEPS; sweep++) {
    gained = false;
    for (const p of shuffled(random, specs.length)) {
      const { units, axes } = specs[p]!;
      const others = permutations.map((kept, q) => (q === p ? identity(units) : kept));
      const moved = permute(architecture, a, others);
      const products = new Float64Array(units * units);
      for (const axis of axes) {
        const left = slices(architecture, b, axis);
        const right = slices(architecture, moved, axis);
        for (let row = 0; row < units; row += BAND) {
          addRowProducts(products, left, right, row, row + BAND);
          yield { sweep, objective: reached };
        }
      }
      const costs = products.map((product) => -product);
      const found = Uint32Array.from(assign(costs, units, units).assignment);
      const before = total(products, permutations[p]!);
      if (total(products, found) - before > GAIN * Math.abs(before)) {
        permutations[p] = found;
        reached = objective();
        gained = true;
      }
      yield { sweep, objective: reached };
    }
    objectives.push(reached);
  }
  const layers = specs.map((spec, p) =>
    cosines(architecture, permute(architecture, a, permutations), b, spec, permutations[p]!),
  );
  return { layers, objectives };
}

/** Sum of the entries that a permutation selects from `[n, n]`. */
function total(matrix: Float64Array, permutation: Permutation): number {
  return permutation.reduce((sum, j, i) => sum + matrix[i * permutation.length + j]!, 0);
}

/** A tensor as rows `[n, rest]`, one for each place along an axis. */
function slices(
  architecture: Architecture,
  weights: Weights,
  { tensor: name, axis }: PermutedAxis,
): Rows {
  const tensor = tensorNamed(layoutOf(architecture), name);
  const values = view(weights, tensor);
  const rows = tensor.shape[axis] ?? 0;
  const depth = tensor.size / rows;
  if (axis === 0) return { values, rows, depth };
  const inner = tensor.shape.slice(axis + 1).reduce((product, n) => product * n, 1);
  const out = new Float32Array(tensor.size);
  for (let from = 0; from < tensor.size; from += inner) {
    const row = (from / inner) % rows;
    const outer = Math.floor(from / inner / rows);
    out.set(values.subarray(from, from + inner), row * depth + outer * inner);
  }
  return { values: out, rows, depth };
}

/** How alike the matched units are once A is permuted. */
function cosines(
  architecture: Architecture,
  permuted: Weights,
  b: Weights,
  { units, axes }: PermutationSpec,
  permutation: Permutation,
): LayerMatch {
  const product = new Float64Array(units);
  const squareA = new Float64Array(units);
  const squareB = new Float64Array(units);
  for (const axis of axes) {
    const left = slices(architecture, permuted, axis);
    const right = slices(architecture, b, axis);
    for (let i = 0; i < units; i++) {
      const x = left.values.subarray(i * left.depth, (i + 1) * left.depth);
      const y = right.values.subarray(i * left.depth, (i + 1) * left.depth);
      product[i]! += dot(x, y);
      squareA[i]! += dot(x, x);
      squareB[i]! += dot(y, y);
    }
  }
  const similarities = product.map((xy, i) => xy / Math.sqrt(squareA[i]! * squareB[i]! || 1));
  return { permutation, similarities, total: similarities.reduce((sum, s) => sum + s, 0) };
}
