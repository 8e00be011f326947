/** Networks in plain tfjs ops, inside a `tidy`. Values are `[n places, units]`: each place of each image is a row. */
import {
  add,
  avgPool,
  concat1d,
  conv2d,
  fill,
  fused,
  matMul,
  mul,
  relu,
  reshape,
  reverse,
  scalar,
  slice,
  softmax,
  square,
  step,
  sub,
  sum,
  tanh,
  transpose,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import {
  affineLayers,
  type Activation,
  type AffineLayer,
  type Architecture,
} from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Loss } from '../engine';

// A type, not an interface: tfjs disposes containers that have an index signature.
export type LayerTensors = {
  /** `[out, in kernel kernel]` */
  readonly weight: Tensor2D;
  /** `[out]` */
  readonly bias: Tensor1D;
};

/** The layers of flat weights `[P]`. */
export function layersOf(architecture: Architecture, flat: Tensor1D): LayerTensors[] {
  const { tensors } = layoutOf(architecture);
  return affineLayers(architecture).map(({ outputs }, l) => {
    const weight = tensors[2 * l]!;
    const bias = tensors[2 * l + 1]!;
    return {
      weight: reshape(slice(flat, weight.offset, weight.size), [outputs, weight.size / outputs]),
      bias: slice(flat, bias.offset, bias.size),
    };
  });
}

/** A network's input from images `[n, channels places]`. */
export function inputOf(architecture: Architecture, images: Tensor2D): Tensor2D {
  if (architecture.kind === 'mlp') return images;
  const { channels, side } = architecture;
  return reshape(transpose(reshape(images, [-1, channels, side ** 2]), [0, 2, 1]), [-1, channels]);
}

/** Rows as images `[n, side, side, units]`. */
function imagesOf(x: Tensor2D, side: number): Tensor4D {
  return reshape(x, [-1, side, side, x.shape[1]]);
}

/** Pre-activations: `[n places, in] -> [n places, out]`. */
export function preactivation(
  x: Tensor2D,
  layer: AffineLayer,
  { weight, bias }: LayerTensors,
): Tensor2D {
  if (layer.kernel === 1)
    return fused.matMul({ a: x, b: weight, transposeB: true, bias }) as Tensor2D;
  const filter = transpose(kernelsOf(layer, weight), [2, 3, 1, 0]);
  return add(convolution(x, layer, filter), bias);
}

/** `[out, in, kernel, kernel]` */
function kernelsOf({ inputs, outputs, kernel }: AffineLayer, weight: Tensor2D): Tensor4D {
  return reshape(weight, [outputs, inputs, kernel, kernel]);
}

/** @param filter `[kernel, kernel, in, out]` */
function convolution(x: Tensor2D, { side }: AffineLayer, filter: Tensor4D): Tensor2D {
  return reshape(conv2d(imagesOf(x, side), filter, 1, 'same'), [-1, filter.shape[3]]);
}

/** The nonlinearity. */
export function activated(z: Tensor2D, activation: Activation): Tensor2D {
  return activation === 'relu' ? relu(z) : tanh(z);
}

/** Averages over squares of places: `[n places, units] -> [n squares, units]`. */
export function pooled(x: Tensor2D, { side, pool }: AffineLayer): Tensor2D {
  if (pool === 1) return x;
  const units = x.shape[1];
  return reshape(avgPool(imagesOf(x, side), pool, pool, 'valid'), [-1, units]);
}

/** Gives each place its share of a slope at its square: `[n squares, units] -> [n places, units]`. */
function unpooled(slope: Tensor2D, { side, pool }: AffineLayer): Tensor2D {
  if (pool === 1) return slope;
  const units = slope.shape[1];
  const squares = side / pool;
  const spread = mul(
    reshape(slope, [-1, 1, squares, 1, units]),
    fill([1, pool, 1, pool, 1], 1 / pool ** 2),
  );
  return reshape(spread, [-1, units]);
}

/** What each layer reads and, but for the last, its activation before the pool; and the logits `[n, classes]`. */
export interface Pass {
  readonly inputs: Tensor2D[];
  readonly activations: Tensor2D[];
  readonly logits: Tensor2D;
}

export function forward(
  architecture: Architecture,
  layers: readonly LayerTensors[],
  images: Tensor2D,
): Pass {
  const affine = affineLayers(architecture);
  const inputs = [inputOf(architecture, images)];
  const activations: Tensor2D[] = [];
  layers.slice(0, -1).forEach((layer, l) => {
    const z = preactivation(inputs[l]!, affine[l]!, layer);
    activations.push(activated(z, architecture.activation));
    inputs.push(pooled(activations[l]!, affine[l]!));
  });
  return {
    inputs,
    activations,
    logits: preactivation(inputs.at(-1)!, affine.at(-1)!, layers.at(-1)!),
  };
}

/** Derivative with respect to the logits of the sum of the samples' losses divided by `samples`. */
export function slopeOf(
  loss: Loss,
  logits: Tensor2D,
  targets: Tensor2D,
  samples: number,
): Tensor2D {
  return loss === 'mse'
    ? mul(sub(logits, targets), scalar(2 / (samples * logits.shape[1])))
    : mul(sub(softmax(logits), targets), scalar(1 / samples));
}

/** Backpropagation by hand: flat gradient `[P]` from the slope at the logits. */
export function backward(
  architecture: Architecture,
  layers: readonly LayerTensors[],
  { inputs, activations }: Pass,
  slope: Tensor2D,
): Tensor1D {
  const affine = affineLayers(architecture);
  const parts: Tensor1D[] = [];
  let delta = slope;
  for (let l = layers.length - 1; l >= 0; l--) {
    const layer = affine[l]!;
    parts.unshift(flatten(weightSlope(delta, layer, inputs[l]!)), sum(delta, 0));
    const below = affine[l - 1];
    if (below === undefined) break;
    delta = mul(
      unpooled(inputSlope(delta, layer, layers[l]!.weight), below),
      derivative(activations[l - 1]!, architecture.activation),
    );
  }
  return concat1d(parts);
}

/**
 * Slope at a layer's weight, in its own order, from that at its pre-activations: of a convolution, the one of its
 * input with this slope as a filter as large as the image, over the images as channels.
 */
function weightSlope(delta: Tensor2D, { kernel, side }: AffineLayer, x: Tensor2D): Tensor {
  if (kernel === 1) return matMul(delta, x, true, false);
  const images: Tensor4D = transpose(imagesOf(x, side), [3, 1, 2, 0]);
  const filter: Tensor4D = transpose(imagesOf(delta, side), [1, 2, 0, 3]);
  return transpose(conv2d(images, filter, 1, (kernel - 1) / 2), [3, 0, 1, 2]);
}

/** Slope at a layer's input from that at its pre-activations: the convolution with each kernel turned round. */
function inputSlope(delta: Tensor2D, layer: AffineLayer, weight: Tensor2D): Tensor2D {
  if (layer.kernel === 1) return matMul(delta, weight);
  const turned = reverse(kernelsOf(layer, weight), [2, 3]);
  return convolution(delta, layer, transpose(turned, [2, 3, 0, 1]));
}

/** `a^T b`, summed over the rows; image by image where one has several, since the rows are many. */
export function sumOfProducts(a: Tensor2D, b: Tensor2D, { side }: AffineLayer): Tensor2D {
  if (side === 1) return matMul(a, b, true, false);
  const [left, right] = [a, b].map((x): Tensor3D => reshape(x, [-1, side ** 2, x.shape[1]]));
  return sum(matMul(left!, right!, true, false), 0);
}

/** Derivative of the nonlinearity, from its value. */
function derivative(value: Tensor2D, activation: Activation): Tensor2D {
  return activation === 'relu' ? step(value) : sub(scalar(1), square(value));
}

/** The numbers of a tensor in a row. */
export function flatten(tensor: Tensor): Tensor1D {
  return reshape(tensor, [tensor.size]);
}
