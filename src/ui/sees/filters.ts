/** First-layer weights of matched units, and what averages make of them. */
import type { Weights } from '../../model/weights';

/** Rows of the first layer of five networks for one place of B, each `[inputs]`. */
export interface FilterRow {
  readonly unit: number;
  /** The unit of A at this place after alignment, and before. */
  readonly matched: Weights;
  readonly same: Weights;
  readonly b: Weights;
  /** The averages of B's with either. */
  readonly aligned: Weights;
  readonly naive: Weights;
  /** Cosines of B's with either of A's. */
  readonly cosine: { readonly matched: number; readonly same: number };
}

export interface FirstLayers {
  /** `[units, inputs]` each: of pi(A), A and B. */
  readonly permuted: Weights;
  readonly a: Weights;
  readonly b: Weights;
  readonly inputs: number;
}

/** Every unit of B, with the one of A matched with it the most alike first. */
export function filterOrder({ permuted, b, inputs }: FirstLayers): readonly number[] {
  const cosines = Array.from({ length: b.length / inputs }, (_, unit) =>
    cosineOf(rowOf(permuted, unit, inputs), rowOf(b, unit, inputs)),
  );
  return [...cosines.keys()].sort((p, q) => cosines[q]! - cosines[p]! || p - q);
}

/** The filters at one place of B, the averages at `alpha` from A to B. */
export function filterRow(layers: FirstLayers, unit: number, alpha: number): FilterRow {
  const { permuted, a, b, inputs } = layers;
  const own = rowOf(b, unit, inputs);
  const matched = rowOf(permuted, unit, inputs);
  const same = rowOf(a, unit, inputs);
  return {
    unit,
    matched,
    same,
    b: own,
    aligned: average(matched, own, alpha),
    naive: average(same, own, alpha),
    cosine: { matched: cosineOf(matched, own), same: cosineOf(same, own) },
  };
}

/**
 * The mean length of the averaged filters over the mix of their parents' lengths: 1 where filters are alike, and about
 * 0.7 halfway between filters that have nothing to do with each other.
 */
export function keptLengths(
  { permuted, a, b, inputs }: FirstLayers,
  alpha: number,
): { readonly aligned: number; readonly naive: number } {
  const units = b.length / inputs;
  const kept = (of: Weights) => {
    let sum = 0;
    let counted = 0;
    for (let unit = 0; unit < units; unit++) {
      const [from, to] = [rowOf(of, unit, inputs), rowOf(b, unit, inputs)];
      const parents = (1 - alpha) * lengthOf(from) + alpha * lengthOf(to);
      if (parents === 0) continue;
      sum += lengthOf(average(from, to, alpha)) / parents;
      counted++;
    }
    return counted === 0 ? NaN : sum / counted;
  };
  return { aligned: kept(permuted), naive: kept(a) };
}

const rowOf = (weights: Weights, unit: number, inputs: number): Weights =>
  weights.subarray(unit * inputs, (unit + 1) * inputs);

function average(from: Weights, to: Weights, alpha: number): Weights {
  const out = new Float32Array(from.length);
  for (let i = 0; i < out.length; i++) out[i] = (1 - alpha) * from[i]! + alpha * to[i]!;
  return out;
}

function lengthOf(row: Weights): number {
  let square = 0;
  for (let i = 0; i < row.length; i++) square += row[i]! * row[i]!;
  return Math.sqrt(square);
}

/** 0 of a row of zeros. */
function cosineOf(p: Weights, q: Weights): number {
  let product = 0;
  for (let i = 0; i < p.length; i++) product += p[i]! * q[i]!;
  const lengths = lengthOf(p) * lengthOf(q);
  return lengths > 0 ? product / lengths : 0;
}
