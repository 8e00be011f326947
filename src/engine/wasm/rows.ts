/** Forward passes over a batch; activations are rows `[samples][ld]` with a 1 after the last unit. */
import { affineLayers, inputSize, type Architecture } from '../../model/architecture';
import { createRegion } from './arena';
import type { Device, PlacedData, PlacedSplit } from './data';
import { eightsLayout } from './eights';
import { ACTIVATIONS, roundUp } from './kernels';

export interface Rows {
  /** Activations from the inputs to the logits, as addresses; and the bytes from one row to the next. */
  readonly address: readonly number[];
  readonly ld: readonly number[];
  /** Reads these samples of a split as the batch; at most `capacity`. */
  gather(split: PlacedSplit, indices: Uint32Array): void;
  /** Computes one layer for the network at address `weights`, up to its activation. */
  layer(l: number, weights: number, activation: keyof typeof ACTIVATIONS): void;
  /** Computes all layers. */
  forward(weights: number): void;
  release(): void;
}

/**
 * Bytes of a row of `units` and its 1: an odd number of cache lines, so that a column spreads over all sets of the
 * cache, and a vector more, so that it spreads over all banks.
 */
const rowBytes = (units: number) => 64 * (Math.ceil((units + 1) / 16) | 1) + 16;

/** Buffers for batches of up to `capacity` samples. */
export function createRows(
  { kernels, arena }: Device,
  data: PlacedData,
  architecture: Architecture,
  capacity: number,
): Rows {
  const layers = affineLayers(architecture);
  const layout = eightsLayout(architecture);
  const region = createRegion(arena);
  const ld = [inputSize(architecture), ...layers.map(({ outputs }) => outputs)].map(rowBytes);
  // Tiles run over the end by up to 7 rows, and by some columns of one row more.
  const address = ld.map((bytes) => region.zeros((roundUp(capacity, 8) + 8) * bytes));
  const list = region.allocate(4 * capacity);
  let count = 0;

  const rows: Rows = {
    address,
    ld,
    gather(split, indices) {
      count = indices.length;
      arena.words(list, count).set(indices);
      const [x, ldx] = [address[0]!, ld[0]!];
      const { pixels, channels, levels } = data;
      kernels.gather(split.images, channels, pixels / channels, list, count, levels, x, ldx);
    },
    layer(l, weights, activation) {
      const { inputs, outputs, stride, offset } = layout.layers[l]!;
      kernels.forward(
        address[l]!,
        ld[l]!,
        inputs,
        weights + offset,
        stride,
        outputs,
        Math.ceil(count / 5),
        address[l + 1]!,
        ld[l + 1]!,
        ACTIVATIONS[activation],
      );
    },
    forward(weights) {
      const last = layers.length - 1;
      layers.forEach((_, l) =>
        rows.layer(l, weights, l === last ? 'none' : architecture.activation),
      );
    },
    release: () => region.release(),
  };
  return rows;
}
