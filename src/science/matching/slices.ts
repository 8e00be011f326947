/** A network seen by one of its permutations: the numbers that move with each unit, and their inner products. */
import type { Architecture } from '../../model/architecture';
import { layoutOf, tensorNamed, view } from '../../model/layout';
import type { PermutedAxis } from '../../model/permutation';
import type { Weights } from '../../model/weights';
import { addRowProducts, type Rows } from './product';

/** Rows of products between two yields: 0.1 s at 2,048 units. */
const BAND = 64;

/** A tensor as rows `[n, rest]`, one for each place along an axis; a view for axis 0. */
export function slices(
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

/**
 * The inner products of all that moves with unit `i` of B and with unit `j` of A, `[n, n]`: the derivative of
 * `<theta_B, P theta_A>` by the matrix P of one permutation. Yields between bands of rows.
 *
 * @param axes those of one permutation, or some of them
 */
export function* unitProducts(
  architecture: Architecture,
  axes: readonly PermutedAxis[],
  b: Weights,
  a: Weights,
): Generator<void, Float64Array<ArrayBuffer>, void> {
  let products = new Float64Array(0);
  for (const axis of axes) {
    const left = slices(architecture, b, axis);
    const right = slices(architecture, a, axis);
    if (products.length === 0) products = new Float64Array(left.rows * right.rows);
    for (let row = 0; row < left.rows; row += BAND) {
      addRowProducts(products, left, right, row, row + BAND);
      yield;
    }
  }
  return products;
}

/** The squared length of all that moves with each unit, `[n]`. */
export function unitSquares(
  architecture: Architecture,
  axes: readonly PermutedAxis[],
  weights: Weights,
): Float64Array<ArrayBuffer> {
  const all = axes.map((axis) => slices(architecture, weights, axis));
  return Float64Array.from({ length: all[0]?.rows ?? 0 }, (_, unit) =>
    all.reduce((sum, { values, depth }) => {
      for (let k = unit * depth; k < (unit + 1) * depth; k++) sum += values[k]! ** 2;
      return sum;
    }, 0),
  );
}
