/**
 * What the networks of an evaluator have in common: the basis in the layout of `assembly/evaluation.ts`, and its first
 * layer's products with the inputs, of which a network's pre-activations are a combination (docs/design.md, "The one idea").
 */
import { affineLayers, type Architecture } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import { createRegion } from './arena';
import type { Device, LoadedData, LoadedSplit } from './data';
import { ACTIVATIONS, roundUp } from './kernels';

/** Bytes of products that are kept; beyond it they are computed anew for every call, block by block of samples. */
const KEPT = 256 * 2 ** 20;
/** Panels of 8 samples that are read and multiplied together. */
const CHUNK = 8;

/** A layer after the first. */
export interface DeepLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Bytes from the address of a point's deep layers to this one. */
  readonly offset: number;
}

export interface DeepLayout {
  readonly layers: readonly DeepLayer[];
  /** A multiple of 32, for combinations. */
  readonly bytes: number;
}

export interface Products {
  /** Panels of 8 samples in a block. */
  readonly block: number;
  /** Bytes from one panel of a product to the next. */
  readonly stride: number;
  /** Addresses of the products of the basis with the block of samples last computed, panels `[units][8 samples]`. */
  readonly first: readonly number[];
  /** Addresses of the other layers' weights. */
  readonly deep: readonly number[];
  /** Makes `first` hold the block that begins with panel `start`, for the wanted basis points. */
  compute(start: number, wanted: readonly number[]): void;
  release(): void;
}

/** Bytes of `[outputs / 5][inputs + 1][5]`. */
const panelsOf5Bytes = (inputs: number, outputs: number) =>
  Math.ceil(outputs / 5) * 20 * (inputs + 1);

export function deepLayout(architecture: Architecture): DeepLayout {
  let bytes = 0;
  const layers = affineLayers(architecture)
    .slice(1)
    .map(({ inputs, outputs }) => {
      const layer = { inputs, outputs, offset: bytes };
      bytes += panelsOf5Bytes(inputs, outputs);
      return layer;
    });
  return { layers, bytes: roundUp(bytes, 32) };
}

export function createProducts(
  { kernels, arena }: Device,
  { pixels, channels, levels }: LoadedData,
  { images }: LoadedSplit,
  architecture: Architecture,
  basis: readonly Weights[],
  samples: number,
): Products {
  const units = affineLayers(architecture)[0]!.outputs;
  const layout = deepLayout(architecture);
  const region = createRegion(arena);
  const weights = basis.map(() => region.allocate(panelsOf5Bytes(pixels, units)));
  const deep = basis.map(() => region.allocate(layout.bytes));
  pack();

  // Tiles run over the end by up to 4 units.
  const stride = 32 * (units + 4);
  const panels = Math.ceil(samples / 8);
  const affordable = Math.floor(KEPT / (stride * basis.length));
  const block = Math.min(panels, Math.max(CHUNK, affordable));
  const first = basis.map(() => region.allocate(block * stride));
  /** First panel of the block that each product holds. */
  const held = basis.map(() => -1);
  const plane = pixels / channels;
  const inputStride = 32 * (pixels + 1);
  const inputs = region.allocate(CHUNK * inputStride);

  function pack() {
    const { tensors, size } = layoutOf(architecture);
    const flat = arena.allocate(4 * size);
    basis.forEach((point, k) => {
      arena.floats(flat, size).set(point);
      affineLayers(architecture).forEach((layer, l) => {
        const to = l === 0 ? weights[k]! : deep[k]! + layout.layers[l - 1]!.offset;
        const weight = flat + 4 * tensors[2 * l]!.offset;
        const bias = flat + 4 * tensors[2 * l + 1]!.offset;
        kernels.packPanelsOf5(weight, bias, layer.inputs, layer.outputs, to);
      });
    });
    arena.free(flat);
  }

  return {
    block,
    stride,
    first,
    deep,
    compute(start, wanted) {
      const missing = wanted.filter((k) => held[k] !== start);
      if (missing.length === 0) return;
      const end = Math.min(panels, start + block);
      for (let p = start; p < end; p += CHUNK) {
        const count = Math.min(CHUNK, end - p);
        const present = Math.min(8 * count, samples - 8 * p);
        const from = images + 8 * p * pixels;
        kernels.inputPanels(from, channels, plane, present, levels, inputs, inputStride);
        for (const k of missing) {
          const to = first[k]! + (p - start) * stride;
          const w = weights[k]!;
          const none = ACTIVATIONS.none;
          kernels.product(w, pixels, units, inputs, inputStride, count, to, stride, none);
        }
      }
      for (const k of missing) held[k] = start;
    },
    release: () => region.release(),
  };
}
