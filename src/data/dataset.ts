/** Which half of a dataset. */
export type Split = 'train' | 'test';

/** Images and labels of one split. */
export interface Samples {
  readonly count: number;
  /** Grey levels 0 to 255, `[count, pixels]`. */
  readonly images: Uint8Array<ArrayBuffer>;
  /** Class of each image, `[count]`. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** Inputs are `(grey / 255 - mean) / standardDeviation`. */
export interface Normalization {
  readonly mean: number;
  readonly standardDeviation: number;
}

/** A labelled image dataset in memory. */
export interface Dataset {
  readonly id: string;
  /** Numbers in one image. */
  readonly pixels: number;
  readonly classes: number;
  readonly normalization: Normalization;
  readonly train: Samples;
  readonly test: Samples;
}

/**
 * Network input for each grey level, `[256]`, rounded to float32 after every operation as PyTorch does.
 */
export function inputLevels({ mean, standardDeviation }: Normalization): Float32Array<ArrayBuffer> {
  const levels = new Float32Array(256);
  for (let grey = 0; grey < 256; grey++) {
    const scaled = Math.fround(grey / 255);
    levels[grey] = Math.fround(scaled - Math.fround(mean)) / Math.fround(standardDeviation);
  }
  return levels;
}
