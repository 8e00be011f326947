/** Forward and backward passes of a stack of networks, as lists of calls over buffers of their own. */
import { affineLayers, type AffineLayer, type Architecture } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Gpu, Region } from './gpu';
import { backward, forward, gradient, type LayerOnBatch } from './kernels/affine';
import { poolBackward, poolForward } from './kernels/pool';
import { sumOfPieces } from './kernels/sum';
import { call, multiply, spread, type Call } from './program';

/** A stack of networks on batches of one size. */
export interface Stack {
  readonly architecture: Architecture;
  readonly networks: number;
  /** Images in a batch. */
  readonly images: number;
  /** All networks read the same images. */
  readonly shared: boolean;
  /** Parameters, `[network, parameter]`, or only those from the layer `from` on. */
  readonly parameters: GPUBuffer;
  /** Inputs of the layer `from`: `[network, image, unit, place]`, without `network` where shared. */
  readonly input: GPUBuffer;
  /** The first layer that is computed; 0 by default. */
  readonly from?: number;
}

export interface ForwardPass {
  /** What each layer reads, and the logits last. */
  readonly values: readonly GPUBuffer[];
  /** What each hidden layer makes before its pool. */
  readonly activations: readonly GPUBuffer[];
  readonly calls: readonly Call[];
}

/** The layer as the kernels see it. */
function onBatch(
  { architecture, networks, images, from = 0 }: Stack,
  layer: AffineLayer,
  l: number,
): LayerOnBatch {
  const { tensors, size } = layoutOf(architecture);
  const begin = tensors[2 * from]!.offset;
  return {
    layer,
    images,
    stack: networks,
    stride: size - begin,
    weight: tensors[2 * l]!.offset - begin,
    bias: tensors[2 * l + 1]!.offset - begin,
  };
}

/** Numbers that a layer makes for a stack, before its pool and after. */
const sizesOf = ({ networks, images }: Stack, { outputs, side, pool }: AffineLayer) => {
  const planes = networks * images * outputs;
  return { planes, before: planes * side ** 2, after: planes * (side / pool) ** 2 };
};

/** Whether the images are the network's own or those of all. */
const sharesInput = ({ shared, from = 0 }: Stack, l: number) => shared && l === from;

export function forwardPass(gpu: Gpu, region: Region, stack: Stack): ForwardPass {
  const { architecture, parameters, input, from = 0 } = stack;
  const layers = affineLayers(architecture);
  const values = [input];
  const activations: GPUBuffer[] = [];
  const calls: Call[] = [];
  layers.forEach((layer, l) => {
    if (l < from) return;
    const last = l === layers.length - 1;
    const { planes, before, after } = sizesOf(stack, layer);
    const product = forward({
      ...onBatch(stack, layer, l),
      activation: last ? 'none' : architecture.activation,
      shared: sharesInput(stack, l),
    });
    const made = region.allocate(4 * before);
    activations.push(made);
    calls.push(multiply(gpu, product, [values.at(-1)!, parameters, made]));
    if (layer.pool === 1) values.push(made);
    else {
      const pooled = region.allocate(4 * after);
      values.push(pooled);
      const code = poolForward({ planes, side: layer.side, pool: layer.pool });
      calls.push(call(code, [made, pooled], spread(after)));
    }
  });
  return { values, activations, calls };
}

/** Summands of a gradient that are added up in one go: longer sums would round, and leave most of a GPU idle. */
const PIECE = 4096;
const MOST_PIECES = 32;

/** Pieces that the sums of a stack's convolutions are cut into. */
export function piecesOf({ architecture, images }: Stack): number {
  const places = Math.max(...affineLayers(architecture).map(({ side }) => side ** 2));
  return Math.min(MOST_PIECES, Math.ceil((images * places) / PIECE));
}

export interface BackwardBuffers {
  /** Slope of the losses with respect to the logits. */
  readonly slope: GPUBuffer;
  /** `[piece, network, parameter]`; the first piece holds the gradient in the end. */
  readonly gradient: GPUBuffer;
}

export function backwardPass(
  gpu: Gpu,
  region: Region,
  stack: Stack,
  { values, activations }: ForwardPass,
  { slope, gradient: gradients }: BackwardBuffers,
): Call[] {
  const { architecture, networks, parameters } = stack;
  const { activation } = architecture;
  const layers = affineLayers(architecture);
  const calls: Call[] = [];
  const pieces = piecesOf(stack);
  let d = slope;
  for (let l = layers.length - 1; l >= 0; l--) {
    const layer = layers[l]!;
    const at = onBatch(stack, layer, l);
    const parts = layer.kernel === 1 ? 1 : pieces;
    const ofWeights = gradient({ ...at, shared: sharesInput(stack, l), pieces: parts });
    calls.push(multiply(gpu, ofWeights, [d, values[l]!, gradients]));
    const under = layers[l - 1];
    if (under === undefined) continue;
    const { planes, before, after } = sizesOf(stack, under);
    const ofInputs = backward({ ...at, activation: under.pool === 1 ? activation : 'none' });
    const below = region.allocate(4 * after);
    calls.push(multiply(gpu, ofInputs, [d, parameters, values[l]!, below]));
    d = below;
    if (under.pool > 1) {
      const unpooled = region.allocate(4 * before);
      const code = poolBackward({ planes, side: under.side, pool: under.pool }, activation);
      calls.push(call(code, [below, activations[l - 1]!, unpooled], spread(before)));
      d = unpooled;
    }
  }
  const { tensors, size } = layoutOf(architecture);
  const convolutions = layers.filter(({ kernel }) => kernel > 1).length;
  if (convolutions > 0 && pieces > 1) {
    const end = tensors[2 * convolutions]!.offset;
    const code = sumOfPieces(pieces, networks, size, end);
    calls.push(call(code, [gradients], spread(networks * end)));
  }
  return calls;
}
