/**
 * A network that fits on a page: one input, a hidden layer of three ReLU units, one output, without biases. Its weights are
 * halves, so that for inputs in eighths every order of its units gives the same output to the last bit.
 */
import type { Mlp } from '../../../model/architecture';
import { layoutOf, tensorNamed, view } from '../../../model/layout';
import { permute, type Permutation } from '../../../model/permutation';
import { combine, type Weights } from '../../../model/weights';

const UNITS = ['A', 'B', 'C'] as const;
const ARCHITECTURE: Mlp = {
  kind: 'mlp',
  inputs: 1,
  hidden: [UNITS.length],
  outputs: 1,
  activation: 'relu',
};
const LAYOUT = layoutOf(ARCHITECTURE);

/** A answers to inputs below zero, C and B to those above. */
const WEIGHTS: Weights = withTensors({
  'layers.0.weight': [-2, 1, 2],
  'layers.1.weight': [1, -0.5, 1],
});

function withTensors(tensors: Readonly<Record<string, readonly number[]>>): Weights {
  const weights = new Float32Array(LAYOUT.size);
  for (const [name, values] of Object.entries(tensors))
    view(weights, tensorNamed(LAYOUT, name)).set(values);
  return weights;
}

/** The network in an order of its units: place `i` holds unit `order[i]`. */
export const inOrder = (order: Permutation): Weights => permute(ARCHITECTURE, WEIGHTS, [order]);

/** The mean of the network and of itself in another order. */
export const averageWith = (order: Permutation): Weights =>
  combine([WEIGHTS, inOrder(order)], Float64Array.of(0.5, 0.5));

/** `A`, of a unit by its number. */
export const nameOf = (unit: number): string => UNITS[unit] ?? '';

/** What stands at a place of the average: `A + C`, or `B` where a unit met itself. */
export const meanName = (place: number, unit: number): string =>
  place === unit ? nameOf(unit) : `${nameOf(place)} + ${nameOf(unit)}`;

export interface UnitValue {
  /** Weights of its two links. */
  readonly into: number;
  readonly out: number;
  /** What it says: `relu(into x)`. */
  readonly says: number;
}

/** What each place and the output compute: `y = sum of out relu(into x)`. */
export function computed(
  weights: Weights,
  x: number,
): { readonly units: readonly UnitValue[]; readonly y: number } {
  const into = view(weights, tensorNamed(LAYOUT, 'layers.0.weight'));
  const out = view(weights, tensorNamed(LAYOUT, 'layers.1.weight'));
  const units = Array.from(into, (weight, i) => ({
    into: weight,
    out: out[i]!,
    says: Math.max(0, weight * x),
  }));
  return { units, y: units.reduce((sum, unit) => sum + unit.out * unit.says, 0) };
}

/** The order with two neighbouring places exchanged. */
export function exchanged(order: Permutation, place: number): Permutation {
  const next = order.slice();
  next[place] = order[place + 1]!;
  next[place + 1] = order[place]!;
  return next;
}
