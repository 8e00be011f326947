/** Inputs and targets of a network as tensors, made from the bytes of a dataset. */
import { tensor2d, type Tensor2D } from '@tensorflow/tfjs-core';
import { inputLevels, type Dataset, type Samples, type Split } from '../../data/dataset';

/** A dataset ready to be turned into batches. The bytes stay in the program's memory; batches go where tfjs computes. */
export interface LoadedDataset {
  readonly dataset: Dataset;
  /** `inputs(split, indices)`: normalised inputs `[n, pixels]`, owned by the caller. */
  inputs(split: Split, indices: Uint32Array): Tensor2D;
  /** One-hot targets `[n, classes]`, owned by the caller. */
  targets(split: Split, indices: Uint32Array, classes: number): Tensor2D;
  /** Classes `[n]`. */
  labels(split: Split, indices: Uint32Array): Uint8Array;
}

/** Keeps the dataset and its table of input levels. */
export function loadedDataset(dataset: Dataset): LoadedDataset {
  const { pixels, normalization } = dataset;
  const levels = inputLevels(normalization);
  const places = pixels / normalization.length;
  const samples = (split: Split): Samples => dataset[split];
  return {
    dataset,
    // A new array each time: tfjs keeps the array itself, the CPU backend for as long as the tensor lives.
    inputs(split, indices) {
      const { images } = samples(split);
      const values = new Float32Array(indices.length * pixels);
      indices.forEach((index, row) => {
        const from = index * pixels;
        const to = row * pixels;
        for (let i = 0; i < pixels; i++)
          values[to + i] = levels[256 * Math.floor(i / places) + images[from + i]!]!;
      });
      return tensor2d(values, [indices.length, pixels], 'float32');
    },
    targets(split, indices, classes) {
      const { labels } = samples(split);
      const values = new Float32Array(indices.length * classes);
      indices.forEach((index, row) => (values[row * classes + labels[index]!] = 1));
      return tensor2d(values, [indices.length, classes], 'float32');
    },
    labels(split, indices) {
      const { labels } = samples(split);
      return Uint8Array.from(indices, (index) => labels[index]!);
    },
  };
}
