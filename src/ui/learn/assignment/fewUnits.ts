/** A few units of B and their partners in A, and how alike each two of them are: a problem that can be looked through. */
import { affineLayers, type Architecture } from '../../../model/architecture';
import { layoutOf, tensorNamed, view } from '../../../model/layout';
import type { Permutation } from '../../../model/permutation';
import type { Weights } from '../../../model/weights';
import { learnedPart } from '../../draw/neurons';

/** Of a trained network, what is compared. */
export interface Compared {
  readonly architecture: Architecture;
  readonly weights: Weights;
  /** Null where nobody knows where it began. */
  readonly initial: Weights | null;
}

export interface FewUnits {
  /** Numbers of units of B, one for each row. */
  readonly rows: readonly number[];
  /** Numbers of units of A, one for each column, in their order. */
  readonly columns: readonly number[];
  /** Cosines in whole hundredths, `[rows, columns]`, row-major. */
  readonly gains: readonly number[];
  /** What is compared, `[units, inputs]`, for pictures. */
  readonly a: Weights;
  readonly b: Weights;
}

/**
 * Units `from` to `from + count - 1` of B's first layer, and those units of A that a matching of all units gives them.
 * Compared is what training added to their incoming weights, or these themselves where no initialisation is known.
 *
 * @returns null where there are not so many
 */
export function fewUnits(
  a: Compared,
  b: Compared,
  permutation: Permutation,
  { from, count }: { readonly from: number; readonly count: number },
): FewUnits | null {
  const [first] = affineLayers(b.architecture);
  const units = Array.from(permutation.subarray(from, from + count));
  if (first === undefined || units.length < count) return null;
  const isLearned = a.initial !== null && b.initial !== null;
  const [rowsA, rowsB] = [compared(a, isLearned), compared(b, isLearned)];
  const inputs = first.inputs * first.kernel ** 2;
  const rows = units.map((_, i) => from + i);
  const columns = units.toSorted((one, other) => one - other);
  const gains = rows.flatMap((unitB) =>
    columns.map((unitA) =>
      Math.round(100 * cosine(rowOf(rowsB, unitB, inputs), rowOf(rowsA, unitA, inputs))),
    ),
  );
  return { rows, columns, gains, a: rowsA, b: rowsB };
}

function compared({ architecture, weights, initial }: Compared, isLearned: boolean): Weights {
  const tensor = tensorNamed(layoutOf(architecture), 'layers.0.weight');
  const rows = view(weights, tensor);
  return isLearned && initial !== null ? learnedPart(rows, view(initial, tensor)) : rows;
}

const rowOf = (rows: Weights, unit: number, inputs: number) =>
  rows.subarray(unit * inputs, (unit + 1) * inputs);

/** From -1 to 1; 0 where one of the two is zero. */
function cosine(one: Weights, other: Weights): number {
  let [product, square, otherSquare] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    product += one[i]! * other[i]!;
    square += one[i]! ** 2;
    otherSquare += other[i]! ** 2;
  }
  const norm = Math.sqrt(square * otherSquare);
  return norm > 0 ? product / norm : 0;
}
