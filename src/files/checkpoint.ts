/** From the tensors of a checkpoint to a network: what its names and shapes determine, and what they cannot. */
import {
  MAX_CHANNELS,
  MAX_HIDDEN_LAYERS,
  MAX_UNITS,
  type Activation,
  type Architecture,
} from '../model/architecture';
import { layoutOf } from '../model/layout';
import type { Weights } from '../model/weights';
import { layerOrderOf, type LayerOrder } from './layerOrder';
import { checkConvolutional } from './convolutions';
import { layersOf, type Affine } from './layers';
import { foldAll, type Numbers } from './batchNorm';
import { rowsFirst } from './strides';
import { listed, quoted, sizeOf, WeightsFileError, type NamedTensor } from './tensor';

/** What weights alone determine of a network. */
export type Shapes =
  | {
      readonly kind: 'mlp';
      readonly inputs: number;
      readonly hidden: readonly number[];
      readonly outputs: number;
    }
  | {
      readonly kind: 'cnn';
      readonly channels: number;
      /** Output channels of each 3 x 3 convolution. */
      readonly convolutions: readonly number[];
      readonly outputs: number;
    };

/** What weights leave open: the nonlinearity and, of a convolutional network, its pools and the size of its images. */
export interface Hints {
  readonly activation: Activation;
  /** Convolutions with the pools between them. */
  readonly layers?: readonly (number | 'avg')[];
  /** Rows and columns of an input image. */
  readonly side?: number;
}

export interface Checkpoint {
  readonly shapes: Shapes;
  /** In the order of the network's layout, missing biases as zeros; owned by the caller. */
  readonly weights: Weights;
  /** The layers as the file names them, in the order that was taken. */
  readonly layers: readonly string[];
  /** Sentences on what was done with the file beside reading it: folded, left out, reordered. */
  readonly notes: readonly string[];
}

/**
 * Puts the tensors of any framework together to layers, orders these by their shapes and, where shapes leave several
 * orders, by the numbers in their names: dense layers to a perceptron; 3 x 3 convolutions and then one dense layer to a
 * convolutional network with a global average pool between them. Batch normalisation is folded into the layers.
 *
 * @param most numbers that all layers may have together
 * @throws WeightsFileError
 */
export function readCheckpoint(tensors: readonly NamedTensor[], most = Infinity): Checkpoint {
  const { affine, normalisations, notes } = layersOf(tensors);
  const { layers, guessed } = inOrder(affine);
  const shapes = shapesOf(layers);
  checkSizes(shapes);
  const sizes = layers.map(({ shape }) => ({ weight: sizeOf(shape), bias: shape[0] ?? 0 }));
  const total = sizes.reduce((sum, { weight, bias }) => sum + weight + bias, 0);
  if (total > most)
    throw new WeightsFileError(
      `Expected at most ${Math.floor(most)} weights in a file of this size, got ${total}; it is altered.`,
    );
  const weights = new Float32Array(total);
  let offset = 0;
  const take = (size: number) => weights.subarray(offset, (offset += size));
  const numbers = sizes.map(({ weight, bias }): Numbers => ({
    weight: take(weight),
    bias: take(bias),
  }));
  layers.forEach((layer, n) => {
    numbers[n]!.weight.set(layer.weight());
    numbers[n]!.bias.set(layer.bias());
  });
  const reordered = channelsFirst(layers[0]!, numbers[0]!);
  const folded = foldAll(layers, numbers, normalisations);
  const at = weights.findIndex((value) => !Number.isFinite(value));
  if (at >= 0)
    throw new WeightsFileError(
      'Expected weights that are finite once normalisation is folded, got others.',
    );
  const names = layers.map(({ name }) => name);
  const order = guessed
    ? [
        `Shapes leave several orders of the layers, and numbers in names do not tell: taken is ${listed(names.map(quoted), 20)}.`,
      ]
    : [];
  return {
    shapes,
    weights,
    layers: names,
    notes: [...notes, ...order, ...folded, ...reordered],
  };
}

/**
 * The architecture of a checkpoint, once what its weights leave open is given.
 *
 * @throws WeightsFileError where a hint is missing or does not fit the weights
 */
export function architectureFrom(
  shapes: Shapes,
  { activation, layers, side }: Hints,
): Architecture {
  if (shapes.kind === 'mlp') {
    const { inputs, hidden, outputs } = shapes;
    return { kind: 'mlp', inputs, hidden, outputs, activation };
  }
  const { channels, convolutions, outputs } = shapes;
  const expected = convolutions.join('-');
  if (layers === undefined || side === undefined)
    throw new WeightsFileError(
      `Expected to be told where the pools of the convolutions ${expected} stand, such as 8-8-avg-16-16, and the side of the images: weights do not tell.`,
    );
  const without = layers.filter((layer) => layer !== 'avg').join('-');
  if (without !== expected)
    throw new WeightsFileError(
      `Expected layers with the convolutions ${expected} of the weights, got ${layers.join('-')}.`,
    );
  const architecture: Architecture = { kind: 'cnn', channels, side, layers, outputs, activation };
  try {
    layoutOf(architecture);
  } catch (error) {
    if (error instanceof RangeError) throw new WeightsFileError(error.message, { cause: error });
    throw error;
  }
  return architecture;
}

/** @throws WeightsFileError where the layers do not follow each other, or are not of a kind that there is here */
function inOrder(layers: readonly Affine[]): LayerOrder {
  if (layers.length < 2)
    throw new WeightsFileError(
      `Expected at least one hidden layer and one of logits, got ${layers.length === 1 ? 'one layer' : 'no layer'}.`,
    );
  if (layers.some(({ shape }) => shape.length !== 2)) checkConvolutional(layers);
  const order = layers.length > MOST_LAYERS ? null : layerOrderOf(layers);
  const few = layers.length <= MAX_HIDDEN_LAYERS + 1;
  if (order !== null && few) return order;
  const networks = networksIn(layers);
  if (networks.length > 1)
    throw new WeightsFileError(
      `Expected one network in the file, got ${networks.length} (${listed(networks.map(quoted))}); save one of them by itself.`,
    );
  if (!few)
    throw new WeightsFileError(
      `Expected at most ${MAX_HIDDEN_LAYERS} hidden layers, got ${layers.length - 1}.`,
    );
  const words = layers.map(
    ({ name, shape: [outputs = 0, inputs = 0] }) => `${quoted(name)} from ${inputs} to ${outputs}`,
  );
  throw new WeightsFileError(
    `Expected layers each of which takes what another gives, in one row without branches, got ${listed(words)}.`,
  );
}

/** Beyond these nobody asks for an order. */
const MOST_LAYERS = 64;

/** What several networks of one file have before the names of their layers; one where they are not several. */
function networksIn(layers: readonly Affine[]): string[] {
  const groups = new Map<string, Affine[]>();
  for (const layer of layers) {
    const [before = ''] = /^[^./]*(?=[./])/.exec(layer.name) ?? [];
    groups.set(before, [...(groups.get(before) ?? []), layer]);
  }
  const apart = [...groups.values()].every(
    (group) => group.length > 1 && group.length <= MOST_LAYERS && layerOrderOf(group) !== null,
  );
  return apart ? [...groups.keys()] : [];
}

function shapesOf(layers: readonly Affine[]): Shapes {
  const [first, ...others] = layers.map(({ shape }) => shape);
  const [width = 0, inputs = 0] = first ?? [];
  const widths = [width, ...others.map(([outputs = 0]) => outputs)];
  const hidden = widths.slice(0, -1);
  const outputs = widths.at(-1) ?? 0;
  return first?.length === 4
    ? { kind: 'cnn', channels: inputs, convolutions: hidden, outputs }
    : { kind: 'mlp', inputs, hidden, outputs };
}

/** The largest networks that page and terminal compute. */
function checkSizes(shapes: Shapes): void {
  const [widths, most, what] =
    shapes.kind === 'mlp'
      ? ([shapes.hidden, MAX_UNITS, 'units in a hidden layer'] as const)
      : ([shapes.convolutions, MAX_CHANNELS, 'channels of a convolution'] as const);
  const widest = Math.max(...widths);
  if (widest > most) throw new WeightsFileError(`Expected at most ${most} ${what}, got ${widest}.`);
}

/**
 * Keras and Flax flatten images of colour pixel by pixel, red, green and blue of each, where PyTorch has all red first:
 * puts the inputs of a perceptron of theirs into that order.
 */
function channelsFirst(
  { name, transposed, shape: [outputs = 0, inputs = 0, ...kernel] }: Affine,
  { weight }: Numbers,
): string[] {
  const side = Math.sqrt(inputs / 3);
  if (!transposed || kernel.length > 0 || !Number.isInteger(side) || side < 2) return [];
  const pixels = side ** 2;
  weight.set(rowsFirst(new Float32Array(weight), [outputs, 3, pixels], [inputs, 1, 3]));
  return [
    `The inputs of ${quoted(name)} are taken as pixels of red, green and blue in turn, as Keras and Flax flatten images.`,
  ];
}
