/**
 * Weights as training keeps them: of each layer panels `[outputs / 8][rows][8 outputs]`, row `i` for input `i`, row
 * `inputs` for the biases. The three products of a step all read this, the gradient is born in it, and optimizers and
 * combinations do not care where a number stands; so weights are packed once, not in every step.
 */
import { affineLayers, type Architecture } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { Device } from './data';

export interface EightsLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Panels of 8 outputs. */
  readonly panels: number;
  /** At least `inputs + 1`. */
  readonly rows: number;
  /** Bytes of a panel. */
  readonly stride: number;
  /** Bytes from the network's address to the layer's. */
  readonly offset: number;
}

export interface EightsLayout {
  readonly layers: readonly EightsLayer[];
  /** Bytes of a network. */
  readonly bytes: number;
}

export function eightsLayout(architecture: Architecture): EightsLayout {
  let bytes = 0;
  const layers = affineLayers(architecture).map(({ inputs, outputs }) => {
    // An odd number of cache lines: the same rows of many panels must not share a set of the cache.
    const rows = 2 * (Math.ceil((inputs + 1) / 2) | 1);
    const layer = {
      inputs,
      outputs,
      rows,
      panels: Math.ceil(outputs / 8),
      stride: 32 * rows,
      offset: bytes,
    };
    bytes += layer.panels * layer.stride;
    return layer;
  });
  return { layers, bytes };
}

/** Packs weights to `address`. */
export function writeEights(
  device: Device,
  architecture: Architecture,
  weights: Weights,
  address: number,
): void {
  const { arena } = device;
  const flat = arena.allocate(4 * weights.length);
  arena.floats(flat, weights.length).set(weights);
  packEights(device, architecture, flat, address);
  arena.free(flat);
}

/** Packs the weights that lie at `flat` in the order of their layout. */
export function packEights(
  { kernels }: Device,
  architecture: Architecture,
  flat: number,
  address: number,
): void {
  const { tensors } = layoutOf(architecture);
  eightsLayout(architecture).layers.forEach(({ inputs, outputs, rows, offset }, l) => {
    const weight = flat + 4 * tensors[2 * l]!.offset;
    const bias = flat + 4 * tensors[2 * l + 1]!.offset;
    kernels.packEights(weight, bias, inputs, outputs, rows, address + offset);
  });
}

/** The weights at `address`, a new buffer owned by the caller. */
export function readEights(
  { kernels, arena }: Device,
  architecture: Architecture,
  address: number,
): Weights {
  const { tensors, size } = layoutOf(architecture);
  const flat = arena.allocate(4 * size);
  eightsLayout(architecture).layers.forEach(({ inputs, outputs, rows, offset }, l) => {
    const weight = flat + 4 * tensors[2 * l]!.offset;
    const bias = flat + 4 * tensors[2 * l + 1]!.offset;
    kernels.unpackEights(address + offset, inputs, outputs, rows, weight, bias);
  });
  const weights = arena.floats(flat, size).slice();
  arena.free(flat);
  return weights;
}
