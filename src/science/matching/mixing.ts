/** Units mixed by a matrix in place of being permuted: each becomes a weighted sum of units. */
import type { Architecture } from '../../model/architecture';
import { layoutOf, tensorNamed, view } from '../../model/layout';
import { permutationSpecs, type Permutation } from '../../model/permutation';
import type { Weights } from '../../model/weights';
import { addRowProducts } from './product';

/** What each new unit is made of, `[rows, columns]`, row-major: row i holds the shares of the old units. */
export interface Mix {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** How the units of one hidden layer are mixed. */
export interface LayerMix {
  /** For the weights and biases that lead to the units. */
  readonly incoming: Mix;
  /** For the weights that lead on from them; of a permutation it is the same. */
  readonly outgoing: Mix;
}

/** A permutation as a matrix of zeros and ones. */
export function mixOf(permutation: Permutation): Mix {
  const n = permutation.length;
  const values = new Float64Array(n * n);
  permutation.forEach((j, i) => (values[i * n + j] = 1));
  return { values, rows: n, columns: n };
}

/**
 * Weights with the units of their hidden layers mixed, `W_l -> P_l W_l Q_{l-1}^T` with P for what comes in and Q for
 * what goes out; a new buffer owned by the caller, of another size where the matrices are not square.
 *
 * @param mixes one for each hidden layer; null leaves the layer as it is
 */
export function mix(
  architecture: Architecture,
  weights: Weights,
  mixes: readonly (LayerMix | null)[],
): Weights {
  const layout = layoutOf(architecture);
  const blocks = new Map(
    layout.tensors.map((t) => [t.name, { values: view(weights, t), shape: t.shape }]),
  );
  permutationSpecs(architecture).forEach(({ axes }, n) => {
    const own = mixes[n];
    if (own === undefined) throw new RangeError(`Expected a mix of hidden layer ${n}, got none.`);
    if (own === null) return;
    for (const { tensor, axis } of axes) {
      const block = blocks.get(tensorNamed(layout, tensor).name);
      if (block !== undefined)
        blocks.set(tensor, mixAxis(block, axis, axis === 0 ? own.incoming : own.outgoing));
    }
  });
  const parts = [...blocks.values()];
  const out = new Float32Array(parts.reduce((size, { values }) => size + values.length, 0));
  let offset = 0;
  for (const { values } of parts) {
    out.set(values, offset);
    offset += values.length;
  }
  return out;
}

interface Block {
  readonly values: Weights;
  readonly shape: readonly number[];
}

/** `out[.., i, ..] = sum_j values[i, j] in[.., j, ..]` along one axis of a row-major tensor. */
function mixAxis({ values: from, shape }: Block, axis: number, own: Mix): Block {
  const { rows, columns } = own;
  if (shape[axis] !== columns)
    throw new RangeError(`Expected a mix of ${shape[axis] ?? 0} units, got one of ${columns}.`);
  const inner = shape.slice(axis + 1).reduce((product, n) => product * n, 1);
  const outer = from.length / (columns * inner);
  const shares = { values: Float32Array.from(own.values), rows, depth: columns };
  const out = new Float64Array(outer * rows * inner);
  if (inner === 1) addRowProducts(out, { values: from, rows: outer, depth: columns }, shares);
  else
    for (let o = 0; o < outer; o++) {
      const block = from.subarray(o * columns * inner, (o + 1) * columns * inner);
      const turned = { values: transposed(block, inner), rows: inner, depth: columns };
      addRowProducts(out.subarray(o * rows * inner, (o + 1) * rows * inner), shares, turned);
    }
  return { values: Float32Array.from(out), shape: shape.with(axis, rows) };
}

/** `[rows, columns]` as `[columns, rows]`. */
function transposed(matrix: Weights, columns: number): Weights {
  const rows = matrix.length / columns;
  const out = new Float32Array(matrix.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j]!;
  return out;
}
