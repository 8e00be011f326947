/** Which half of a dataset. */
export type Split = 'train' | 'test';

/** Images and labels of one split. */
export interface Samples {
  readonly count: number;
  /** Levels 0 to 255, `[count, channels, side, side]`: `pixels` numbers an image. */
  readonly images: Uint8Array<ArrayBuffer>;
  /** Class of each image, `[count]`. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** Inputs of one channel are `(level / 255 - mean) / standardDeviation`. */
export interface Normalization {
  readonly mean: number;
  readonly standardDeviation: number;
}

/** @throws RangeError unless there is one for each channel */
export function checkChannels(normalization: readonly Normalization[], channels: number): void {
  if (normalization.length !== channels)
    throw new RangeError(
      `Expected a mean and a standard deviation for each of ${channels} channels, got ${normalization.length}.`,
    );
}

/** A labelled image dataset in memory. */
export interface Dataset {
  readonly id: string;
  /** Numbers in one image, all channels together. */
  readonly pixels: number;
  readonly classes: number;
  /** Of each channel; images are channel after channel. */
  readonly normalization: readonly Normalization[];
  readonly train: Samples;
  readonly test: Samples;
}

/**
 * Network input for each level 0 to 255 of each channel, `[channels, 256]`, rounded to float32 after every operation
 * as PyTorch does.
 */
export function inputLevels(normalization: readonly Normalization[]): Float32Array<ArrayBuffer> {
  const levels = new Float32Array(256 * normalization.length);
  normalization.forEach(({ mean, standardDeviation }, channel) => {
    for (let level = 0; level < 256; level++) {
      const scaled = Math.fround(level / 255);
      levels[256 * channel + level] =
        Math.fround(scaled - Math.fround(mean)) / Math.fround(standardDeviation);
    }
  });
  return levels;
}
