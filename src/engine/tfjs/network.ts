/**
 * Networks in plain tfjs ops. Values are `[n places, units]`: each place of each image is a row, so that a convolution
 * is a matrix product with the places around as columns. Every function is called inside a `tidy`.
 */
import {
  avgPool,
  concat,
  concat1d,
  fill,
  fused,
  matMul,
  mul,
  pad,
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

/** What a layer multiplies with its weights: `[n places, in] -> [n places, in kernel kernel]`. */
function columns(x: Tensor2D, { kernel, side }: AffineLayer): Tensor2D {
  if (kernel === 1) return x;
  const units = x.shape[1];
  const images: Tensor4D = reshape(x, [-1, side, side, units]);
  const [n] = images.shape;
  const reach = (kernel - 1) / 2;
  const framed = pad(images, [
    [0, 0],
    [reach, reach],
    [reach, reach],
    [0, 0],
  ]);
  const shifted = Array.from({ length: kernel ** 2 }, (_, tap): Tensor3D => {
    const from = [0, Math.floor(tap / kernel), tap % kernel, 0];
    return reshape(slice(framed, from, [n, side, side, units]), [n * side ** 2, units, 1]);
  });
  return reshape(concat(shifted, 2), [n * side ** 2, units * kernel ** 2]);
}

/** Pre-activations: `[n places, in] -> [n places, out]`. */
export function preactivation(
  x: Tensor2D,
  layer: AffineLayer,
  { weight, bias }: LayerTensors,
): Tensor2D {
  const a = columns(x, layer);
  return fused.matMul({ a, b: weight, transposeB: true, bias }) as Tensor2D;
}

/** The nonlinearity. */
export function activated(z: Tensor2D, activation: Activation): Tensor2D {
  return activation === 'relu' ? relu(z) : tanh(z);
}

/** Averages over squares of places: `[n places, units] -> [n squares, units]`. */
export function pooled(x: Tensor2D, { side, pool }: AffineLayer): Tensor2D {
  if (pool === 1) return x;
  const units = x.shape[1];
  const images: Tensor4D = reshape(x, [-1, side, side, units]);
  return reshape(avgPool(images, pool, pool, 'valid'), [-1, units]);
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
    const products = sumOfProducts(delta, columns(inputs[l]!, layer), layer);
    parts.unshift(flatten(products), sum(delta, 0));
    const below = affine[l - 1];
    if (below === undefined) break;
    delta = mul(
      unpooled(inputSlope(delta, layer, layers[l]!.weight), below),
      derivative(activations[l - 1]!, architecture.activation),
    );
  }
  return concat1d(parts);
}

/** Slope at a layer's input from that at its pre-activations; of a convolution, the one with each kernel turned round. */
function inputSlope(delta: Tensor2D, layer: AffineLayer, weight: Tensor2D): Tensor2D {
  const { inputs, outputs, kernel } = layer;
  if (kernel === 1) return matMul(delta, weight);
  const kernels: Tensor3D = reshape(weight, [outputs, inputs, kernel ** 2]);
  const turned = transpose(reverse(kernels, 2), [1, 0, 2]);
  return matMul(columns(delta, layer), reshape(turned, [inputs, -1]), false, true);
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
