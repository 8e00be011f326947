/** A multilayer perceptron in plain tfjs ops. Every function is called inside a `tidy`. */
import {
  concat1d,
  fused,
  matMul,
  mul,
  reshape,
  scalar,
  slice,
  softmax,
  square,
  step,
  sub,
  sum,
  tanh,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { affineLayers, type Activation, type Architecture } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Loss } from '../engine';

// A type, not an interface: tfjs disposes containers that have an index signature.
export type LayerTensors = {
  /** `[out, in]` */
  readonly weight: Tensor2D;
  /** `[out]` */
  readonly bias: Tensor1D;
};

/** The layers of flat weights `[P]`. */
export function layersOf(architecture: Architecture, flat: Tensor1D): LayerTensors[] {
  const { tensors } = layoutOf(architecture);
  return affineLayers(architecture).map(({ inputs, outputs }, l) => {
    const weight = tensors[2 * l]!;
    const bias = tensors[2 * l + 1]!;
    return {
      weight: reshape(slice(flat, weight.offset, weight.size), [outputs, inputs]),
      bias: slice(flat, bias.offset, bias.size),
    };
  });
}

/** Pre-activations `x W^T + b`: `[n, in] -> [n, out]`. */
export function preactivation(x: Tensor2D, { weight, bias }: LayerTensors): Tensor2D {
  return fused.matMul({ a: x, b: weight, transposeB: true, bias }) as Tensor2D;
}

/** One hidden layer: `[n, in] -> [n, out]`. */
export function hidden(x: Tensor2D, layer: LayerTensors, activation: Activation): Tensor2D {
  if (activation === 'tanh') return tanh(preactivation(x, layer));
  const { weight, bias } = layer;
  return fused.matMul({ a: x, b: weight, transposeB: true, bias, activation }) as Tensor2D;
}

/** Inputs of every layer, the network's own first, and the logits `[n, classes]`. */
export function forward(
  { activation }: Architecture,
  layers: readonly LayerTensors[],
  x: Tensor2D,
): { inputs: Tensor2D[]; logits: Tensor2D } {
  const inputs = [x];
  layers.slice(0, -1).forEach((layer, l) => inputs.push(hidden(inputs[l]!, layer, activation)));
  return { inputs, logits: preactivation(inputs.at(-1)!, layers.at(-1)!) };
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
  { activation }: Architecture,
  layers: readonly LayerTensors[],
  inputs: readonly Tensor2D[],
  slope: Tensor2D,
): Tensor1D {
  const parts: Tensor1D[] = [];
  let delta = slope;
  for (let l = layers.length - 1; l >= 0; l--) {
    const x = inputs[l]!;
    parts.unshift(flatten(matMul(delta, x, true, false)), sum(delta, 0));
    if (l > 0) delta = mul(matMul(delta, layers[l]!.weight), derivative(x, activation));
  }
  return concat1d(parts);
}

/** Derivative of the nonlinearity, from its value. */
function derivative(value: Tensor2D, activation: Activation): Tensor2D {
  return activation === 'relu' ? step(value) : sub(scalar(1), square(value));
}

/** The numbers of a tensor in a row. */
export function flatten(tensor: Tensor): Tensor1D {
  return reshape(tensor, [tensor.size]);
}
