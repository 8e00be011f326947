/**
 * Weights as training keeps them: of each layer panels `[outputs / 8][rows][8 outputs]`, a row for each input (of each
 * tap of a convolution) and then one for the biases. The three products of a step read this, the gradient is born in it,
 * and optimizers and combinations do not depend on the order of numbers; so weights are packed once, not in every step.
 */
import { affineLayers, type Architecture } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { Device } from './data';
import { roundUp } from './kernels';

/** The row of tap (y, x) and of input `i` is `y run + x place + i`; the row of the biases is `kernel run`. */
export interface PanelLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Rows and columns of taps, 1 for a dense layer. */
  readonly kernel: number;
  /** Rows from one tap to the next: channels of a place of the input, with those that round it up. */
  readonly place: number;
  /** Rows from one row of taps to the next. */
  readonly run: number;
  /** Panels of 8 outputs. */
  readonly panels: number;
  /** At least `kernel run + 1`. */
  readonly rows: number;
  /** Bytes of a panel. */
  readonly stride: number;
  /** Bytes from the network's address to the layer's. */
  readonly offset: number;
}

export interface PanelLayout {
  readonly layers: readonly PanelLayer[];
  /** Bytes of a network. */
  readonly bytes: number;
}

export function panelLayout(architecture: Architecture): PanelLayout {
  let bytes = 0;
  const layers = affineLayers(architecture).map(({ inputs, outputs, kernel }, l) => {
    const layer =
      architecture.kind === 'mlp'
        ? panelLayer(inputs, outputs, kernel, inputs, inputs)
        : convolutionLayer(inputs, outputs, kernel, placeOf(inputs, l));
    bytes += layer.panels * layer.stride;
    return { ...layer, offset: bytes - layer.panels * layer.stride };
  });
  return { layers, bytes };
}

/** Channels of a place of the image that layer `l` reads: a tile writes 8 at once, but inputs are not made of tiles. */
export function placeOf(channels: number, l: number): number {
  return l === 0 ? channels : roundUp(channels, 8);
}

/** A layer as `assembly/convolution.ts` reads it: runs are multiples of 5, so that tiles of the gradient fill them. */
export function convolutionLayer(inputs: number, outputs: number, kernel: number, place: number) {
  return panelLayer(inputs, outputs, kernel, place, roundUp(kernel * place, 5));
}

function panelLayer(inputs: number, outputs: number, kernel: number, place: number, run: number) {
  // An odd number of cache lines: the same rows of many panels must not share a set of the cache.
  const rows = 2 * (Math.ceil((kernel * run + 1) / 2) | 1);
  const panels = Math.ceil(outputs / 8);
  return { inputs, outputs, kernel, place, run, rows, panels, stride: 32 * rows };
}

/** Packs weights to `address`. */
export function writePanels(
  device: Device,
  architecture: Architecture,
  weights: Weights,
  address: number,
): void {
  const { arena } = device;
  const flat = arena.allocate(4 * weights.length);
  arena.floats(flat, weights.length).set(weights);
  packPanels(device, architecture, flat, address);
  arena.free(flat);
}

/** Packs the weights that lie at `flat` in the order of their layout. */
export function packPanels(
  { kernels }: Device,
  architecture: Architecture,
  flat: number,
  address: number,
): void {
  const { tensors } = layoutOf(architecture);
  panelLayout(architecture).layers.forEach((layer, l) => {
    const { inputs, outputs, kernel, place, run, rows, offset } = layer;
    const weight = flat + 4 * tensors[2 * l]!.offset;
    const bias = flat + 4 * tensors[2 * l + 1]!.offset;
    const to = address + offset;
    kernels.packPanels(weight, bias, inputs, outputs, kernel, place, run, rows, to);
  });
}

/** The weights at `address`, a new buffer owned by the caller. */
export function readPanels(
  { kernels, arena }: Device,
  architecture: Architecture,
  address: number,
): Weights {
  const { tensors, size } = layoutOf(architecture);
  const flat = arena.allocate(4 * size);
  panelLayout(architecture).layers.forEach((layer, l) => {
    const { inputs, outputs, kernel, place, run, rows, offset } = layer;
    const weight = flat + 4 * tensors[2 * l]!.offset;
    const bias = flat + 4 * tensors[2 * l + 1]!.offset;
    const from = address + offset;
    kernels.unpackPanels(from, inputs, outputs, kernel, place, run, rows, weight, bias);
  });
  const weights = arena.floats(flat, size).slice();
  arena.free(flat);
  return weights;
}
