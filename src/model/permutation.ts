/**
 * The permutation symmetry of hidden units (Benzing et al. 2022, App. E; Entezari et al. 2022), stated as data: each
 * permutation lists the tensor axes it moves, and everything else is generic over that list.
 */
import { hiddenWidths, type Architecture } from './architecture';
import { layoutOf, tensorNamed, type Tensor } from './layout';
import { shuffled, type Random } from './random';
import type { Weights } from './weights';

/** `p[i]` is the unit of A that stands at place `i` after permuting: unit `i` of B is matched with unit `p[i]` of A. */
export type Permutation = Uint32Array<ArrayBuffer>;

/** One axis of one tensor. */
export interface PermutedAxis {
  /** Name of the tensor in the layout. */
  readonly tensor: string;
  /** 0 for rows, 1 for columns. */
  readonly axis: number;
}

/** One symmetry: a hidden layer's units and every axis that moves with them. */
export interface PermutationSpec {
  readonly units: number;
  readonly axes: readonly PermutedAxis[];
}

/**
 * The permutations of a network, one for each hidden layer: rows of its weight, its bias, columns of the next weight.
 * The channels of a convolution permute as units do, all places of an image together.
 */
export function permutationSpecs(architecture: Architecture): PermutationSpec[] {
  return hiddenWidths(architecture).map((units, l) => ({
    units,
    axes: [
      { tensor: `layers.${l}.weight`, axis: 0 },
      { tensor: `layers.${l}.bias`, axis: 0 },
      { tensor: `layers.${l + 1}.weight`, axis: 1 },
    ],
  }));
}

export function identity(units: number): Permutation {
  return Uint32Array.from({ length: units }, (_, i) => i);
}

/** One for each hidden layer, every order of its units equally likely. */
export const randomPermutations = (architecture: Architecture, random: Random): Permutation[] =>
  hiddenWidths(architecture).map((units) => shuffled(random, units));

/** `invert(p)[p[i]] = i`. */
export function invert(p: Permutation): Permutation {
  const inverse = new Uint32Array(p.length);
  p.forEach((from, to) => (inverse[from] = to));
  return inverse;
}

/** First `p`, then `q`: permuting by the result equals permuting by `p` and then by `q`. */
export function compose(p: Permutation, q: Permutation): Permutation {
  return q.map((i) => p[i]!);
}

/** Throws unless every number from 0 to `units - 1` stands in `p` once. */
export function checkPermutation(p: Permutation, units: number): void {
  const seen = new Set(p);
  const inRange = p.every((i) => i < units);
  if (p.length !== units || seen.size !== units || !inRange)
    throw new RangeError(
      `Expected a permutation of ${units} units, got ${p.length} entries of which ${seen.size} differ.`,
    );
}

/**
 * `pi(A)`: the same function with its hidden units in another order; a new buffer owned by the caller.
 *
 * @param permutations one for each hidden layer
 */
export function permute(
  architecture: Architecture,
  weights: Weights,
  permutations: readonly Permutation[],
): Weights {
  const layout = layoutOf(architecture);
  const out = weights.slice();
  permutationSpecs(architecture).forEach(({ units, axes }, n) => {
    const p = permutations[n];
    if (p === undefined)
      throw new RangeError(`Expected a permutation of hidden layer ${n}, got none.`);
    checkPermutation(p, units);
    for (const { tensor, axis } of axes) permuteAxis(out, tensorNamed(layout, tensor), axis, p);
  });
  return out;
}

/** Reorders one axis of a row-major tensor in place. */
function permuteAxis(
  weights: Weights,
  { shape, offset, size }: Tensor,
  axis: number,
  p: Permutation,
) {
  const units = shape[axis] ?? 0;
  const inner = shape.slice(axis + 1).reduce((product, n) => product * n, 1);
  const before = weights.slice(offset, offset + size);
  const outer = size / (units * inner);
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < units; i++) {
      const from = (o * units + p[i]!) * inner;
      weights.set(before.subarray(from, from + inner), offset + (o * units + i) * inner);
    }
}
