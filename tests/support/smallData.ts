import { randomFrom } from '../../src/model/random';
import type { Dataset, Samples } from '../../src/data/dataset';

/** Random images whose class shows in one bright pixel: small, and learnt in a few steps. */
export function smallDataset(pixels = 16, classes = 4, train = 64, test = 24): Dataset {
  const random = randomFrom(7);
  const samples = (count: number): Samples => {
    const labels = Uint8Array.from({ length: count }, () => random.below(classes));
    const images = Uint8Array.from({ length: count * pixels }, () => random.below(60));
    labels.forEach((label, i) => (images[i * pixels + label] = 255));
    return { count, images, labels };
  };
  return {
    id: 'small',
    pixels,
    classes,
    normalization: [{ mean: 0.286, standardDeviation: 0.353 }],
    train: samples(train),
    test: samples(test),
  };
}
