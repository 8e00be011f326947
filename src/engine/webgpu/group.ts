/** A group of combinations as a stack: how its weights are made, and how it is computed chunk by chunk of the images. */
import { affineLayers } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { EvaluatorOptions } from '../engine';
import type { LoadedSplit } from './data';
import type { Gpu } from './gpu';
import { combination, type CombinationOptions } from './kernels/combination';
import { lossKernel } from './kernels/loss';
import { forwardPass } from './network';
import { call, dispatchesOf, spread, type Dispatch } from './program';
import type { PlacedBasis } from './basis';

export interface Group {
  readonly networks: number;
  /** `[network, K]` */
  readonly coefficients: GPUBuffer;
  /** Losses and right answers, `[chunk, network, 2]`. */
  readonly sums: GPUBuffer;
  /** Once: the group's own weights. */
  readonly prepare: readonly Dispatch[];
  /** For each chunk of images. */
  readonly chunk: readonly Dispatch[];
  release(): void;
}

/** @throws OutOfMemoryError when so many networks do not fit side by side */
export async function createGroup(
  gpu: Gpu,
  { architecture, loss }: EvaluatorOptions,
  { labels, order }: LoadedSplit,
  basis: PlacedBasis,
  networks: number,
): Promise<Group> {
  const { points, images, chunks, weights, input, products } = basis;
  const layers = affineLayers(architecture);
  const { tensors, size } = layoutOf(architecture);
  const from = products === null ? 0 : 1;
  const begin = tensors[2 * from]?.offset ?? size;
  const parameters = networks * (size - begin);
  const activations = products === null ? 0 : networks * images * products.units;
  const region = gpu.region();
  const release = () => region.release();
  const combine = (
    buffers: readonly [points: GPUBuffer, coefficients: GPUBuffer, to: GPUBuffer],
    options: Pick<CombinationOptions, 'size' | 'stride' | 'from' | 'activation'>,
  ) =>
    call(
      combination({ points, stack: networks, ...options }),
      buffers,
      spread(networks * options.size),
    );
  try {
    const what = `${networks} networks of ${size.toLocaleString('en')} parameters on ${images} images at a time`;
    const made = await gpu.allocating(what, () => {
      const own = region.allocate(4 * parameters);
      const reads = products === null ? input : region.allocate(4 * activations);
      return {
        coefficients: region.allocate(4 * networks * points),
        sums: region.allocate(8 * chunks * networks),
        own,
        reads,
        forward: forwardPass(gpu, region, {
          architecture,
          networks,
          images,
          shared: products === null,
          parameters: own,
          input: reads,
          from,
        }),
      };
    });
    const { coefficients, sums, own, reads, forward } = made;
    const prepare =
      parameters === 0
        ? []
        : [
            combine([weights, coefficients, own], {
              size: size - begin,
              stride: size,
              from: begin,
              activation: 'none',
            }),
          ];
    const first =
      products === null
        ? []
        : [
            combine([products.buffer, coefficients, reads], {
              size: images * products.units,
              stride: products.stride,
              from: 0,
              activation: layers.length > 1 ? architecture.activation : 'none',
            }),
          ];
    const judging = call(
      lossKernel({
        loss,
        classes: architecture.outputs,
        images,
        stack: networks,
        shared: true,
        slope: false,
      }),
      [forward.values.at(-1)!, labels, order, sums],
      [networks],
    );
    const [once, chunk] = await Promise.all([
      dispatchesOf(gpu, prepare),
      dispatchesOf(gpu, [...first, ...forward.calls, judging]),
    ]);
    return {
      networks,
      coefficients,
      sums,
      prepare: once,
      release,
      chunk: [...basis.perChunk, ...chunk],
    };
  } catch (error) {
    release();
    throw error;
  }
}
