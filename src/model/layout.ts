import { affineLayers, type Architecture } from './architecture';
import type { Weights } from './weights';

/** Where one parameter tensor stands in the flat weights. */
export interface Tensor {
  /** PyTorch's state-dict style: `layers.0.weight`. */
  readonly name: string;
  /** `[out, in]` or `[out, in, 3, 3]` for a weight, `[out]` for a bias; row-major. */
  readonly shape: readonly number[];
  /** Index of its first number. */
  readonly offset: number;
  /** How many numbers it has. */
  readonly size: number;
}

/** The tensors of a network in order, without gaps. */
export interface Layout {
  readonly tensors: readonly Tensor[];
  /** Parameters of the network. */
  readonly size: number;
}

/** Lays out weight and bias of each layer in turn. */
export function layoutOf(architecture: Architecture): Layout {
  const tensors: Tensor[] = [];
  let offset = 0;
  const add = (name: string, shape: number[]) => {
    const size = shape.reduce((product, n) => product * n, 1);
    tensors.push({ name, shape, offset, size });
    offset += size;
  };
  affineLayers(architecture).forEach(({ inputs, outputs, kernel }, n) => {
    add(`layers.${n}.weight`, kernel === 1 ? [outputs, inputs] : [outputs, inputs, kernel, kernel]);
    add(`layers.${n}.bias`, [outputs]);
  });
  return { tensors, size: offset };
}

/** The tensor of that name; throws when the layout has none. */
export function tensorNamed(layout: Layout, name: string): Tensor {
  const tensor = layout.tensors.find((t) => t.name === name);
  if (tensor === undefined) throw new RangeError(`Expected a tensor in the layout, got ${name}.`);
  return tensor;
}

/** The numbers of one tensor: a view into the weights, not a copy. */
export function view(weights: Weights, tensor: Tensor): Weights {
  return weights.subarray(tensor.offset, tensor.offset + tensor.size);
}
