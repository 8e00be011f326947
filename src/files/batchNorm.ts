/** Batch normalisation in evaluation mode is affine, so it becomes part of the layer before or after it. */
import type { Affine, Normalisation } from './layers';
import { byNumbers } from './names';
import { listed, quoted, WeightsFileError } from './tensor';

/** Weights of a layer, `[out, in, ...]` and `[out]`, changed in place. */
export interface Numbers {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** The position of a normalisation among the layers. */
interface Position {
  /** Of the layer into which it is folded. */
  readonly layer: number;
  /** Whether it works on that layer's outputs, before the nonlinearity, or on its inputs. */
  readonly on: 'outputs' | 'inputs';
  /** Whether the names say so. */
  readonly sure: boolean;
}

/**
 * Folds every normalisation into a layer.
 *
 * @param layers in their order in the network
 * @param numbers of each of them; changed in place
 * @returns sentences that say what was done
 * @throws WeightsFileError where one cannot be folded, or its position is not known
 */
export function foldAll(
  layers: readonly Affine[],
  numbers: readonly Numbers[],
  normalisations: readonly Normalisation[],
): string[] {
  if (normalisations.length === 0) return [];
  const positions = positionsOf(layers, normalisations);
  normalisations.forEach((normalisation, n) => {
    const { layer, on } = positions[n]!;
    (on === 'outputs' ? foldBefore : foldAfter)(normalisation, numbers[layer]!);
  });
  const names = listed(normalisations.map(({ name }) => quoted(name)));
  const epsilons = [...new Set(normalisations.map(({ epsilon }) => epsilon))];
  const unsure = positions.every(({ sure }) => sure)
    ? ''
    : ', each taken to stand between its layer and the nonlinearity, which names do not tell';
  return [
    `Batch normalisation (${names}) is folded into the layers beside it${unsure}, with epsilon ${listed(epsilons.map((epsilon) => epsilon.toExponential()))}, which files do not tell. The average of two folded networks is not that of the networks with normalisation.`,
  ];
}

/** What every number of the layer before is multiplied by, and added to it. */
function scaleAndShift({ epsilon, ...parts }: Normalisation): {
  scale: Float64Array;
  shift: Float64Array;
} {
  const [gamma, beta, mean, variance] = [
    parts.gamma(),
    parts.beta(),
    parts.mean(),
    parts.variance(),
  ];
  const scale = Float64Array.from(gamma, (g, i) => g / Math.sqrt(variance[i]! + epsilon));
  const shift = Float64Array.from(beta, (b, i) => b - scale[i]! * mean[i]!);
  return { scale, shift };
}

/** `W' = g W`, `b' = g (b - mean) + beta`. */
function foldBefore(normalisation: Normalisation, { weight, bias }: Numbers): void {
  const { scale, shift } = scaleAndShift(normalisation);
  const row = weight.length / bias.length;
  for (let i = 0; i < weight.length; i++) weight[i]! *= scale[Math.floor(i / row)]!;
  for (let o = 0; o < bias.length; o++) bias[o] = scale[o]! * bias[o]! + shift[o]!;
}

/** `W' = W g`, `b' = b + W (beta - g mean)`, of a dense layer. */
function foldAfter(normalisation: Normalisation, { weight, bias }: Numbers): void {
  const { scale, shift } = scaleAndShift(normalisation);
  const inputs = scale.length;
  for (let o = 0; o < bias.length; o++) {
    let sum = bias[o]!;
    for (let i = 0; i < inputs; i++) {
      sum += weight[o * inputs + i]! * shift[i]!;
      weight[o * inputs + i]! *= scale[i]!;
    }
    bias[o] = sum;
  }
}

function positionsOf(
  layers: readonly Affine[],
  normalisations: readonly Normalisation[],
): Position[] {
  const paired = pairedInOrder(layers, normalisations);
  const positions = normalisations.map(
    (normalisation) =>
      numbered(layers, normalisation) ?? paired.get(normalisation) ?? bySize(layers, normalisation),
  );
  const taken = new Set<string>();
  positions.forEach(({ layer, on }, n) => {
    const { name, size } = normalisations[n]!;
    const [outputs, inputs] = layers[layer]!.shape;
    const key = `${layer} ${on}`;
    if ((on === 'outputs' ? outputs : inputs) !== size || taken.has(key)) throw nowhere(name, size);
    if (on === 'inputs' && layers[layer]!.shape.length !== 2)
      throw new WeightsFileError(
        `Batch normalisation ${quoted(name)}: expected it after a layer, before its nonlinearity, got it before the convolution ${quoted(layers[layer]!.name)}, into which it cannot be folded, as the zeros around images are not normalised.`,
      );
    taken.add(key);
  });
  return positions;
}

const nowhere = (name: string, size: number) =>
  new WeightsFileError(
    `Batch normalisation ${quoted(name)} of ${size} units: expected its name to tell after which layer it stands, such as bn1 after fc1 or 1 after 0; fold it into that layer before saving.`,
  );

/** `net.3` as `net.` and 3. */
function numberIn(name: string): { before: string; number: number } | null {
  const [, before, digits] = /^(.*?)(\d{1,9})$/s.exec(name) ?? [];
  return before === undefined || digits === undefined || !/(^|[./])$/.test(before)
    ? null
    : { before, number: Number(digits) };
}

/** Within one `nn.Sequential`, which numbers its layers, with and without weights, one after the other. */
function numbered(layers: readonly Affine[], { name, size }: Normalisation): Position | null {
  const own = numberIn(name);
  if (own === null) return null;
  const gaps = layers.flatMap(({ name: other }, layer) => {
    const of = numberIn(other);
    return of?.before === own.before ? [{ layer, gap: own.number - of.number }] : [];
  });
  const before = gaps.filter(({ gap }) => gap > 0).sort((a, b) => a.gap - b.gap)[0];
  const after = gaps.filter(({ gap }) => gap < 0).sort((a, b) => b.gap - a.gap)[0];
  if (before === undefined && after === undefined) return null;
  if (before?.gap === 1) return { layer: before.layer, on: 'outputs', sure: true };
  // Something comes before it, and nothing between it and the next layer: that is the nonlinearity.
  if (after?.gap === -1) return { layer: after.layer, on: 'inputs', sure: true };
  throw new WeightsFileError(
    `Batch normalisation ${quoted(name)} of ${size} units: expected it right after a layer or right before one, got others between, so that names do not tell on which side of the nonlinearity it stands; fold it before saving.`,
  );
}

/** `bn1`, `bn2` after `fc1`, `fc2`: as many as there are layers, or hidden layers, of the same sizes in the same order. */
function pairedInOrder(
  layers: readonly Affine[],
  normalisations: readonly Normalisation[],
): ReadonlyMap<Normalisation, Position> {
  const order = byNumbers(normalisations.map(({ name }) => name));
  const sorted = [...normalisations].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  const fits =
    (sorted.length === layers.length || sorted.length === layers.length - 1) &&
    sorted.every(({ size }, n) => size === layers[n]?.shape[0]);
  return new Map(
    fits ? sorted.map((one, layer) => [one, { layer, on: 'outputs', sure: false }] as const) : [],
  );
}

/** The only layer of that size, or the one whose name has the same numbers. */
function bySize(layers: readonly Affine[], { name, size }: Normalisation): Position {
  const numbersIn = (text: string) => (text.match(/\d+/g) ?? []).join();
  const fitting = layers.flatMap(({ shape }, layer) => (shape[0] === size ? [layer] : []));
  const alike = fitting.filter((layer) => numbersIn(layers[layer]!.name) === numbersIn(name));
  const [layer, ...others] = fitting.length === 1 ? fitting : alike;
  if (layer === undefined || others.length > 0) throw nowhere(name, size);
  return { layer, on: 'outputs', sure: false };
}
