/** Loss and gradient of one network over a batch. */
import type { Architecture } from '../../model/architecture';
import type { Loss } from '../engine';
import { createConvolutionPass } from './convolutionPass';
import type { Device, LoadedData, LoadedSplit } from './data';
import { createDensePass } from './densePass';

/** Takes a piece of the gradient: `floats` numbers at address `gradient`, `offset` bytes into the network. */
export type TakeGradient = (offset: number, gradient: number, floats: number) => void;

export interface Pass {
  /** Samples it has room for. */
  readonly capacity: number;
  /** Takes these samples of a split as the batch of the next runs; throws on one that the split has not. */
  gather(split: LoadedSplit, indices: Uint32Array): void;
  /**
   * Mean loss of the batch at the network at address `weights` (see `panels.ts`). Hands out the gradient panel by
   * panel, each while it is in the cache; by then its piece of the network has served and may be changed.
   */
  run(weights: number, take: TakeGradient): number;
  release(): void;
}

/** A pass with room for batches of up to `capacity` samples. */
export function createPass(
  device: Device,
  data: LoadedData,
  architecture: Architecture,
  loss: Loss,
  capacity: number,
): Pass {
  return architecture.kind === 'mlp'
    ? createDensePass(device, data, architecture, loss, capacity)
    : createConvolutionPass(device, data, architecture, loss, capacity);
}
