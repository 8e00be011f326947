/** Forward passes of networks in the layout of `panels.ts`, a block of samples at a time. */
import type { Architecture } from '../../model/architecture';
import type { Device, LoadedData, LoadedSplit } from './data';
import { createImages } from './images';
import type { ACTIVATIONS } from './kernels';
import { createRows } from './rows';

/** Activations are rows of numbers `ld` bytes apart, one of each sample or of each place of an image. */
export interface Activations {
  readonly address: number;
  readonly ld: number;
}

export interface Forward {
  /** Samples that a block may have. */
  readonly block: number;
  /** Activations of each layer, from the first to the logits; of a convolution, before the pool. */
  readonly outputs: readonly Activations[];
  /** Reads these samples of a split as the block. */
  gather(split: LoadedSplit, indices: Uint32Array): void;
  /** Computes one layer for the network at address `weights`, up to its nonlinearity. */
  layer(l: number, weights: number, activation: keyof typeof ACTIVATIONS): void;
  /** Readies the input of the layer after `l`, once the nonlinearity of `l` is done. */
  finish(l: number): void;
  /** Computes all layers. */
  run(weights: number): void;
  /** Rows of layer `l`; those of no sample and no place are zero. */
  rows(l: number): number;
  release(): void;
}

/** Blocks of up to `samples`; convolutions take one image at a time, so that what they read stays in the cache. */
export function createForward(
  device: Device,
  data: LoadedData,
  architecture: Architecture,
  samples: number,
): Forward {
  return architecture.kind === 'mlp'
    ? createRows(device, data, architecture, samples)
    : createImages(device, data, architecture);
}
