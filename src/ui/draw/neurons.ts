/** First-layer weights as small images, drawn into one picture. */
import type { Permutation } from '../../model/permutation';
import type { Weights } from '../../model/weights';

/** Unit `b` of B beside unit `a` of A (or of pi(A)). */
export interface NeuronPair {
  readonly b: number;
  /** Number of the unit in A. */
  readonly a: number;
  /** Of the two as matched; NaN before. */
  readonly similarity: number;
}

/**
 * `after`: pairs from the most to the least alike, as matched. `before`: each unit of B beside the one of A with the
 * same number, in the order of the numbers.
 *
 * @param similarities of the matched pairs, by unit of B
 */
export function neuronPairs(
  permutation: Permutation,
  similarities: Float64Array,
  order: 'before' | 'after',
): NeuronPair[] {
  if (order === 'before')
    return Array.from(permutation, (_, unit) => ({ b: unit, a: unit, similarity: NaN }));
  return Array.from(permutation, (a, b) => ({ b, a, similarity: similarities[b] ?? NaN })).sort(
    (p, q) => rank(q.similarity) - rank(p.similarity) || p.b - q.b,
  );
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
  /** 1 and 2, side by side, are drawn in a diverging map; 3 as red, green and blue about grey. */
  readonly channels: 1 | 2 | 3;
}

/** Where a neuron is painted. */
export interface NeuronPlace {
  /** `[.., width, 4]` bytes. */
  readonly pixels: Uint8ClampedArray;
  readonly width: number;
  /** The first pixel. */
  readonly x: number;
  readonly y: number;
}

/**
 * Writes one unit's weights into a picture, on a scale symmetric about zero.
 *
 * @param rows `[units, channels, side, side]`, the first layer's weights
 * @param zoom pixels on each side of a weight
 * @param table `[steps, 4]` bytes of a diverging map
 * @param largest the end of the scale: the largest of its own weights by default
 */
export function paintNeuron(
  rows: Weights,
  unit: number,
  { side, channels }: WeightImage,
  zoom: number,
  table: Uint8ClampedArray,
  { pixels, width, x, y }: NeuronPlace,
  largest?: number,
): void {
  const plane = side * side;
  const weights = rows.subarray(unit * channels * plane, (unit + 1) * channels * plane);
  const most = largest ?? largestOf(weights);
  const scale = most > 0 ? 1 / most : 0;
  // Four bytes at a time: a sheet of many neurons is painted between two frames.
  const picture = wordsOf(pixels);
  const colours = wordsOf(table);
  const half = (colours.length - 1) / 2;
  const colourOf = (weight: number) => colours[Math.round(half * (1 + weight * scale))]!;
  const mixed = Uint8ClampedArray.of(0, 0, 0, 255);
  const mixedWord = wordsOf(mixed);
  for (let at = 0; at < plane; at++) {
    if (channels === 3)
      for (let c = 0; c < 3; c++) mixed[c] = 127.5 * (1 + weights[c * plane + at]! * scale);
    const colour = channels === 3 ? mixedWord[0]! : colourOf(weights[at]!);
    const right = channels === 2 ? colourOf(weights[plane + at]!) : colour;
    const row = Math.floor(at / side);
    const from = (y + zoom * row) * width + x + zoom * (at - side * row);
    for (let down = 0; down < zoom; down++)
      for (let across = 0; across < zoom; across++)
        picture[from + down * width + across] = 2 * across < zoom ? colour : right;
  }
}

/** The largest absolute value, finite or not. */
export function largestOf(weights: Weights): number {
  let most = 0;
  for (let i = 0; i < weights.length; i++) most = Math.max(most, Math.abs(weights[i]!));
  return most;
}

function wordsOf({ buffer, byteOffset, length }: Uint8ClampedArray): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length / 4);
}

/**
 * Rows of A's units, each turned round where it was matched with the other sign.
 *
 * @param rows and `a`: `[units, inputs]`, of which `a` has A's weights
 * @param permuted `[units, inputs]`, the weights of pi(A)
 */
export function turned(
  rows: Weights,
  a: Weights,
  permuted: Weights,
  permutation: Permutation,
  inputs: number,
): Weights {
  const out = rows.slice();
  permutation.forEach((from, to) => {
    let product = 0;
    for (let i = 0; i < inputs; i++) product += permuted[to * inputs + i]! * a[from * inputs + i]!;
    if (product < 0) for (let i = 0; i < inputs; i++) out[from * inputs + i]! *= -1;
  });
  return out;
}

/** What training added to the first layer: the weights less those it began with. */
export function learnedPart(weights: Weights, initial: Weights): Weights {
  const learned = new Float32Array(weights.length);
  for (let i = 0; i < weights.length; i++) learned[i] = weights[i]! - initial[i]!;
  return learned;
}
