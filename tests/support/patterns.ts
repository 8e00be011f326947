/** Small made-up datasets on which the oracle is quick. */
import type { Architecture } from '../../src/model/architecture';
import { randomFrom } from '../../src/model/random';
import type { Dataset, Samples } from '../../src/data/dataset';

/** A perceptron that learns them. */
export const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [6],
  outputs: 4,
  activation: 'relu',
};

/** Noisy patterns, one for each class: learnt within some hundred steps by a few units. */
export function patterns({
  pixels = 16,
  channels = 1,
  classes = 4,
  train = 200,
  test = 60,
  seed = 1,
} = {}): Dataset {
  const random = randomFrom(seed);
  const prototypes = Array.from({ length: classes }, () =>
    Array.from({ length: pixels }, () => random.below(256)),
  );
  const samples = (count: number): Samples => {
    const labels = Uint8Array.from({ length: count }, () => random.below(classes));
    const images = new Uint8Array(count * pixels);
    labels.forEach((label, s) => {
      for (let p = 0; p < pixels; p++) {
        const level = prototypes[label]![p]! + 60 * random.normal();
        images[s * pixels + p] = Math.min(255, Math.max(0, Math.round(level)));
      }
    });
    return { count, images, labels };
  };
  return {
    id: 'patterns',
    pixels,
    classes,
    normalization: Array.from({ length: channels }, (_, c) => ({
      mean: 0.5 - 0.1 * c,
      standardDeviation: 0.3 + 0.05 * c,
    })),
    train: samples(train),
    test: samples(test),
  };
}
