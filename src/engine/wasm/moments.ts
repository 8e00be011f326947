import { affineLayers } from '../../model/architecture';
import type { Moments, MomentsOptions } from '../engine';
import { createRegion } from './arena';
import type { Device, LoadedData } from './data';
import { panelLayout, writePanels } from './panels';
import { createForward } from './forward';
import { ACTIVATIONS } from './kernels';

/** Samples of a perceptron whose products are summed in float32; from there on, float64. */
const BLOCK = 250;

/** One pass over the samples for both networks and all hidden layers. */
export function momentsOf(
  device: Device,
  data: LoadedData,
  { architecture, a, b, samples, stage }: MomentsOptions,
): Moments[] {
  const { kernels, arena } = device;
  const { bytes } = panelLayout(architecture);
  const region = createRegion(arena);
  const networks = [a, b].map((weights) => {
    const address = region.allocate(bytes);
    writePanels(device, architecture, weights, address);
    return { address, forward: createForward(device, data, architecture, BLOCK) };
  });
  const tile = region.allocate(160);
  const sums = affineLayers(architecture)
    .slice(0, -1)
    .map(({ outputs: units, side }) => ({
      units,
      places: side * side,
      product: region.zeros(8 * units * units),
      sum: networks.map(() => region.zeros(8 * units)),
      square: networks.map(() => region.zeros(8 * units)),
    }));
  const { block } = networks[0]!.forward;

  for (let first = 0; first < samples; first += block) {
    const count = Math.min(block, samples - first);
    const indices = Uint32Array.from({ length: count }, (_, i) => first + i);
    for (const { forward } of networks) forward.gather(data.train, indices);
    sums.forEach(({ units, product, sum, square }, l) => {
      const rows = networks[0]!.forward.rows(l);
      const { ld } = networks[0]!.forward.outputs[l]!;
      const [xa, xb] = networks.map(({ address, forward }, n) => {
        const x = forward.outputs[l]!.address;
        forward.layer(l, address, stage === 'before' ? 'none' : architecture.activation);
        kernels.addSums(x, ld, rows, units, sum[n]!, square[n]!);
        return x;
      }) as [number, number];
      kernels.addProduct(xb, xa, ld, rows, units, tile, product);
      for (const { forward } of networks) {
        const x = forward.outputs[l]!.address;
        if (stage === 'before')
          kernels.activateRows(x, ld, rows, units, ACTIVATIONS[architecture.activation]);
        forward.finish(l);
      }
    });
  }

  const moments = sums.map(({ units, places, product, sum, square }) => {
    const read = (address: number) => arena.doubles(address, units).slice();
    return {
      units,
      samples: samples * places,
      product: arena.doubles(product, units * units).slice(),
      sumA: read(sum[0]!),
      sumB: read(sum[1]!),
      squareA: read(square[0]!),
      squareB: read(square[1]!),
    };
  });
  for (const { forward } of networks) forward.release();
  region.release();
  return moments;
}
