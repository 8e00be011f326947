/** First-layer weights as small images, drawn into one picture. */
import type { Permutation } from '../../model/permutation';
import type { Weights } from '../../model/weights';

/** Unit `b` of B beside unit `a` of A (or of pi(A)). */
export interface NeuronPair {
  readonly b: number;
  /** Number of the unit in A. */
  readonly a: number;
  /** Of the two after matching. */
  readonly similarity: number;
}

/**
 * Pairs from the most to the least alike, as matched; `before`, each place keeps its unit of B and shows the unit of A
 * with the same number, so that the two orders can be compared place by place.
 */
export function neuronPairs(
  permutation: Permutation,
  similarities: Float64Array,
  order: 'before' | 'after',
): NeuronPair[] {
  return Array.from(permutation, (a, b) => ({ b, a, similarity: similarities[b] ?? NaN }))
    .sort((p, q) => rank(q.similarity) - rank(p.similarity) || p.b - q.b)
    .map((pair) => (order === 'after' ? pair : { ...pair, a: pair.b }));
}

/** A similarity that is no number (a dead unit has none) comes last. */
function rank(similarity: number): number {
  return Number.isNaN(similarity) ? -Infinity : similarity;
}

/**
 * Mean cosine of the two images of a pair, from -1 to 1; a unit without weights counts as 0.
 *
 * @param a and `b`: `[units, inputs]`
 */
export function meanCosine(
  a: Weights,
  b: Weights,
  inputs: number,
  pairs: readonly NeuronPair[],
): number {
  let sum = 0;
  for (const pair of pairs) {
    let product = 0;
    let squareA = 0;
    let squareB = 0;
    for (let i = 0; i < inputs; i++) {
      const x = a[pair.a * inputs + i]!;
      const y = b[pair.b * inputs + i]!;
      product += x * y;
      squareA += x * x;
      squareB += y * y;
    }
    const norm = Math.sqrt(squareA * squareB);
    if (norm > 0) sum += product / norm;
  }
  return sum / pairs.length;
}

/** Weights of one unit as an image. */
export interface WeightImage {
  /** Weights on each side: that of the dataset's images, or 3 for a convolution. */
  readonly side: number;
  /** 1 is drawn in a diverging map, 3 as red, green and blue about grey. */
  readonly channels: 1 | 3;
}

/**
 * Writes one unit's weights into a picture, on a scale of its own, symmetric about zero.
 *
 * @param rows `[units, channels, side, side]`, the first layer's weights
 * @param zoom pixels on each side of a weight
 * @param table `[steps, 3]` bytes of a diverging map
 * @param pixels `[.., width, 4]` bytes, written from pixel (x, y) on
 */
export function paintNeuron(
  rows: Weights,
  unit: number,
  { side, channels }: WeightImage,
  zoom: number,
  table: Uint8ClampedArray,
  { pixels, width, x, y }: { pixels: Uint8ClampedArray; width: number; x: number; y: number },
): void {
  const plane = side * side;
  const weights = rows.subarray(unit * channels * plane, (unit + 1) * channels * plane);
  const most = weights.reduce((size, weight) => Math.max(size, Math.abs(weight)), 0);
  const half = (table.length / 3 - 1) / 2;
  const shareOf = (at: number) => (most > 0 ? weights[at]! / most : 0);
  for (let row = 0; row < zoom * side; row++)
    for (let column = 0; column < zoom * side; column++) {
      const at = Math.floor(row / zoom) * side + Math.floor(column / zoom);
      const to = 4 * ((y + row) * width + x + column);
      const step = 3 * Math.round(half * (1 + shareOf(at)));
      for (let c = 0; c < 3; c++)
        pixels[to + c] = channels === 1 ? table[step + c]! : 127.5 * (1 + shareOf(c * plane + at));
      pixels[to + 3] = 255;
    }
}

/** What training added to the first layer: the weights less those it began with. */
export function learnedPart(weights: Weights, initial: Weights): Weights {
  return weights.map((weight, i) => weight - initial[i]!);
}
