/** Small untrained networks and permutations of them, for suites that plant one and look for it. */
import { hiddenWidths, type Architecture, type Cnn, type Mlp } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import type { Permutation } from '../../src/model/permutation';
import { randomFrom, shuffled } from '../../src/model/random';
import type { Weights } from '../../src/model/weights';

/** For `patterns()`. */
export const mlp = (...hidden: number[]): Mlp => ({
  kind: 'mlp',
  inputs: 16,
  hidden,
  outputs: 4,
  activation: 'relu',
});

/** For `patterns()`, of which each image has 4 x 4 places. */
export const cnn = (...layers: (number | 'avg')[]): Cnn => ({
  kind: 'cnn',
  channels: 1,
  side: 4,
  layers,
  outputs: 4,
  activation: 'relu',
});

/** Random weights and random biases, so that a bias left behind would show. */
export function randomNetwork(architecture: Architecture, seed: number): Weights {
  const random = randomFrom(seed);
  return initialise(architecture, 'he-normal', random).map((w) => w + 0.1 * random.normal());
}

/** A random order of the units of each hidden layer. */
export function randomPermutations(architecture: Architecture, seed: number): Permutation[] {
  return hiddenWidths(architecture).map((units, l) => shuffled(randomFrom(seed + l), units));
}
