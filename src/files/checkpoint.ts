/** From the tensors of a checkpoint to a network: what its names and shapes tell, and what they cannot. */
import type { Activation, Architecture } from '../model/architecture';
import { layoutOf } from '../model/layout';
import type { Weights } from '../model/weights';
import { quoted, shapeText, sizeOf, WeightsFileError, type NamedTensor } from './tensor';

/** What weights alone tell of a network. */
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

/** What weights do not tell: the nonlinearity and, of a convolutional network, its pools and the size of its images. */
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
}

/** One affine layer as the file has it. */
interface Layer {
  readonly weight: NamedTensor;
  readonly bias: NamedTensor | null;
}

/**
 * Orders the layers `layers.0`, `layers.1`, ... or, as PyTorch's `nn.Sequential` counts, `0`, `2`, ..., with or without
 * one prefix, and checks that they chain: dense layers to a perceptron; 3 x 3 convolutions and then one dense layer to a
 * convolutional network with a global average pool between them.
 *
 * @throws WeightsFileError
 */
export function readCheckpoint(tensors: readonly NamedTensor[]): Checkpoint {
  const layers = layersOf(tensors);
  const shapes = shapesOf(layers);
  const parts = layers.flatMap(({ weight, bias }) => [
    weight.values,
    bias?.values ?? new Float32Array(weight.shape[0] ?? 0),
  ]);
  const weights = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    weights.set(part, offset);
    offset += part.length;
  }
  return { shapes, weights };
}

/**
 * The architecture of a checkpoint, once what its weights leave open is told.
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
  const told = convolutions.join('-');
  if (layers === undefined || side === undefined)
    throw new WeightsFileError(
      `Expected to be told where the pools of the convolutions ${told} stand, such as 8-8-avg-16-16, and the side of the images: weights do not tell.`,
    );
  const without = layers.filter((layer) => layer !== 'avg').join('-');
  if (without !== told)
    throw new WeightsFileError(
      `Expected layers with the convolutions ${told} of the weights, got ${layers.join('-')}.`,
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

/** `layers.0.weight`, `model.2.bias`, `fc1.weight`: a prefix, the number of the layer, which part of it. */
const NAME = /^(.*?)(\d{1,9})\.(weight|bias)$/s;

function layersOf(tensors: readonly NamedTensor[]): Layer[] {
  const layers = new Map<number, { weight?: NamedTensor; bias?: NamedTensor }>();
  let common: string | null = null;
  for (const tensor of tensors) {
    const [, prefix, number, part] = NAME.exec(tensor.name) ?? [];
    if (prefix === undefined || (part !== 'weight' && part !== 'bias'))
      throw new WeightsFileError(
        `Expected tensors named like layers.0.weight and layers.0.bias, or 0.weight and 0.bias, got ${quoted(tensor.name)}.`,
      );
    common ??= prefix;
    if (prefix !== common)
      throw new WeightsFileError(
        `Expected one prefix before the numbers of all layers, got ${quoted(common)} and ${quoted(prefix)}.`,
      );
    const layer = layers.get(Number(number)) ?? {};
    if (layer[part] !== undefined)
      throw new WeightsFileError(
        `Expected one ${part} for layer ${Number(number)}, got ${quoted(layer[part].name)} and ${quoted(tensor.name)}.`,
      );
    layer[part] = tensor;
    layers.set(Number(number), layer);
  }
  return [...layers]
    .sort(([a], [b]) => a - b)
    .map(([number, { weight, bias }]) => {
      if (weight === undefined)
        throw new WeightsFileError(`Expected a weight for layer ${number}, got only its bias.`);
      return { weight, bias: bias ?? null };
    });
}

function shapesOf(layers: readonly Layer[]): Shapes {
  const [first] = layers;
  if (first === undefined || layers.length < 2)
    throw new WeightsFileError(
      `Expected at least one hidden layer and one of logits, got ${layers.length === 1 ? 'one layer' : 'no layer'}.`,
    );
  const convolutional = first.weight.shape.length === 4;
  const [, inputs = 0] = first.weight.shape;
  const widths: number[] = [];
  layers.forEach((layer, n) => {
    const square = convolutional && n < layers.length - 1;
    widths.push(checkLayer(layer, widths.at(-1) ?? null, square));
  });
  const hidden = widths.slice(0, -1);
  const outputs = widths.at(-1) ?? 0;
  return convolutional
    ? { kind: 'cnn', channels: inputs, convolutions: hidden, outputs }
    : { kind: 'mlp', inputs, hidden, outputs };
}

/**
 * Checks one layer and answers how many outputs it has.
 *
 * @param before outputs of the layer before it, null for the first
 * @param square whether it is a 3 x 3 convolution
 */
function checkLayer({ weight, bias }: Layer, before: number | null, square: boolean): number {
  const refuse = ({ name, shape }: NamedTensor, expected: string) =>
    new WeightsFileError(`Tensor ${quoted(name)}: expected ${expected}, got ${shapeText(shape)}.`);
  const { shape } = weight;
  const [outputs = 0, inputs = 0, ...kernel] = shape;
  const fits =
    shape.length === (square ? 4 : 2) &&
    sizeOf(shape) > 0 &&
    (before === null || inputs === before) &&
    kernel.every((size) => size === 3);
  if (!fits && before === null)
    throw refuse(weight, '[outputs, inputs] or [outputs, channels, 3, 3]');
  if (!fits)
    throw refuse(
      weight,
      `[outputs, ${String(before)}${square ? ', 3, 3' : ''}], as the layer before has ${String(before)} outputs`,
    );
  if (bias !== null && (bias.shape.length !== 1 || bias.shape[0] !== outputs))
    throw refuse(bias, `[${outputs}], as its weight has ${outputs} rows`);
  return outputs;
}
