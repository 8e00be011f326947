/** The points of an evaluator on the GPU, the images that it reads, and the first layer's products of both. */
import { affineLayers, architectureName } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { EvaluatorOptions } from '../engine';
import { imagesOfChunk } from './chunks';
import { gathering, type LoadedData } from './data';
import type { Gpu } from './gpu';
import { forward } from './kernels/affine';
import { dispatchesOf, multiply, type Dispatch } from './program';

export interface PlacedBasis {
  /** How many points. */
  readonly points: number;
  /** Images of a chunk, and how many chunks. */
  readonly images: number;
  readonly chunks: number;
  /** `[point, parameter]` */
  readonly weights: GPUBuffer;
  /** Inputs of a chunk, `[image, pixel]`. */
  readonly input: GPUBuffer;
  /** Pre-activations of a dense first layer; null where the first layer is a convolution. */
  readonly products: FirstProducts | null;
  /** What comes once, before everything, for each chunk. */
  readonly once: readonly Dispatch[];
  /** What comes first for each chunk in every group of networks. */
  readonly perChunk: readonly Dispatch[];
  release(): void;
}

interface FirstProducts {
  readonly units: number;
  /** `[point, image, unit]`, of all images or of a chunk. */
  readonly buffer: GPUBuffer;
  /** Numbers from one point to the next. */
  readonly stride: number;
  /** Whether those of all images are held. */
  readonly held: boolean;
}

/** Bytes of products that are held; beyond it they are made anew for each group. */
const HELD = 2 ** 28;

/**
 * A dense first layer is computed once for the basis, of whose products a network's pre-activations are a combination;
 * a first convolution is a small part of its network, and its products would be many times larger.
 */
export async function placeBasis(
  gpu: Gpu,
  data: LoadedData,
  { architecture, basis, split, samples }: EvaluatorOptions,
): Promise<PlacedBasis> {
  const { tensors, size } = layoutOf(architecture);
  const first = affineLayers(architecture)[0]!;
  const points = basis.length;
  const images = imagesOfChunk(architecture, samples);
  const chunks = Math.ceil(samples / images);
  const units = first.outputs;
  const whole = chunks * images * units;
  const held = 4 * points * whole <= Math.min(HELD, gpu.largestBuffer);
  const stride = held ? whole : images * units;
  const region = gpu.region();
  const release = () => region.release();
  try {
    const what = `${points} networks ${architectureName(architecture)} of ${size.toLocaleString('en')} parameters`;
    const { weights, input, products } = await gpu.allocating(what, () => {
      const weights = region.allocate(4 * points * size);
      basis.forEach((point, k) => gpu.device.queue.writeBuffer(weights, 4 * size * k, point));
      const input = region.allocate(4 * images * data.pixels);
      if (first.kernel > 1) return { weights, input, products: null };
      const buffer = region.allocate(4 * points * stride);
      return { weights, input, products: { units, buffer, stride, held } };
    });
    const from = data[split];
    const batch = { images, stack: 1 };
    const calls = gathering(data, from, batch, from.order, input);
    if (products !== null) {
      const product = forward({
        layer: first,
        images,
        stack: points,
        stride: size,
        weight: 0,
        bias: tensors[1]!.offset,
        activation: 'none',
        shared: true,
        outputStride: stride,
      });
      calls.push(multiply(gpu, product, [input, weights, products.buffer]));
    }
    const reading = await dispatchesOf(gpu, calls);
    const once = products?.held === true;
    return {
      points,
      images,
      chunks,
      weights,
      input,
      products,
      release,
      once: once ? reading : [],
      perChunk: once ? [] : reading,
    };
  } catch (error) {
    release();
    throw error;
  }
}
