import { affineLayers } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Moments, MomentsOptions } from '../engine';
import type { LoadedData } from './data';
import type { Gpu } from './gpu';
import { forward } from './kernels/affine';
import { unitProducts, unitSums } from './kernels/moments';
import { addPieces } from './kernels/sum';
import { observe } from './observation';
import { call, dispatchesOf, multiply, spread } from './program';

/** Summands of a product that are added up in one go: longer float32 sums would round. */
const PIECE = 2048;
const MOST_PIECES = 64;

/** Moments of every hidden layer, accumulated on the GPU; only what a matching needs comes back. */
export async function momentsOf(
  gpu: Gpu,
  data: LoadedData,
  { architecture, a, b, samples, stage }: MomentsOptions,
): Promise<Moments[]> {
  const layers = affineLayers(architecture).slice(0, -1);
  const { tensors, size } = layoutOf(architecture);
  const observation = await observe(gpu, data, architecture, [a, b], 'train', samples);
  const { region, readback, stack, pass } = observation;
  try {
    const plans = await Promise.all(
      layers.map(async (layer, l) => {
        const { outputs: units, side } = layer;
        const places = side ** 2;
        const pieces = Math.min(MOST_PIECES, Math.ceil((stack.images * places) / PIECE));
        const sizes = { units, places, images: stack.images, pieces };
        const buffers = await gpu.allocating(`the similarity of ${units} units`, () => ({
          seen:
            stage === 'after'
              ? pass.activations[l]!
              : region.allocate(8 * stack.images * units * places),
          parts: region.allocate(4 * pieces * units ** 2),
          product: region.allocate(4 * units ** 2),
          totals: region.allocate(16 * units),
        }));
        const { seen, parts, product, totals } = buffers;
        const before = forward({
          layer,
          images: stack.images,
          stack: 2,
          stride: size,
          weight: tensors[2 * l]!.offset,
          bias: tensors[2 * l + 1]!.offset,
          activation: 'none',
          shared: l === 0,
        });
        const calls = [
          ...(stage === 'after'
            ? []
            : [multiply(gpu, before, [pass.values[l]!, stack.parameters, seen])]),
          multiply(gpu, unitProducts(sizes), [seen, parts]),
          call(addPieces(pieces, units ** 2), [parts, product], spread(units ** 2)),
          call(unitSums(sizes), [seen, totals], [2 * units]),
        ];
        return { units, places, product, totals, dispatches: await dispatchesOf(gpu, calls) };
      }),
    );
    observation.run(plans.flatMap(({ dispatches }) => dispatches));
    return await Promise.all(
      plans.map(async ({ units, places, product, totals }): Promise<Moments> => {
        const [products, sums] = await Promise.all([
          readback.floats(product, units ** 2),
          readback.floats(totals, 4 * units),
        ]);
        const column = (network: number, part: number) =>
          Float64Array.from({ length: units }, (_, u) => sums[2 * (network * units + u) + part]!);
        return {
          units,
          samples: samples * places,
          product: Float64Array.from(products),
          sumA: column(0, 0),
          sumB: column(1, 0),
          squareA: column(0, 1),
          squareB: column(1, 1),
        };
      }),
    );
  } finally {
    observation.release();
  }
}
