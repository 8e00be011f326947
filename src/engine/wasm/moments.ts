import { hiddenWidths } from '../../model/architecture';
import type { Moments, MomentsOptions } from '../engine';
import { createRegion } from './arena';
import type { Device, PlacedData } from './data';
import { eightsLayout, writeEights } from './eights';
import { ACTIVATIONS } from './kernels';
import { createRows } from './rows';

/** Samples whose products are summed in float32; from there on, float64. */
const BLOCK = 250;

/** One pass over the samples for both networks and all hidden layers. */
export function momentsOf(
  device: Device,
  data: PlacedData,
  { architecture, a, b, samples, stage }: MomentsOptions,
): Moments[] {
  const { kernels, arena } = device;
  const { bytes } = eightsLayout(architecture);
  const region = createRegion(arena);
  const networks = [a, b].map((weights) => {
    const address = region.allocate(bytes);
    writeEights(device, architecture, weights, address);
    return { address, rows: createRows(device, data, architecture, BLOCK) };
  });
  const tile = region.allocate(160);
  const sums = hiddenWidths(architecture).map((units) => ({
    units,
    product: region.zeros(8 * units * units),
    sum: networks.map(() => region.zeros(8 * units)),
    square: networks.map(() => region.zeros(8 * units)),
  }));

  for (let first = 0; first < samples; first += BLOCK) {
    const count = Math.min(BLOCK, samples - first);
    const indices = Uint32Array.from({ length: count }, (_, i) => first + i);
    for (const { rows } of networks) rows.gather(data.train, indices);
    sums.forEach(({ units, product, sum, square }, l) => {
      const [xa, xb] = networks.map(({ address, rows }, n) => {
        const [x, ld] = [rows.address[l + 1]!, rows.ld[l + 1]!];
        rows.layer(l, address, stage === 'before' ? 'none' : architecture.activation);
        kernels.addSums(x, ld, count, units, sum[n]!, square[n]!);
        return x;
      }) as [number, number];
      const ld = networks[0]!.rows.ld[l + 1]!;
      kernels.addProduct(xb, xa, ld, count, units, tile, product);
      if (stage === 'after') return;
      const activation = ACTIVATIONS[architecture.activation];
      for (const x of [xa, xb]) kernels.activateRows(x, ld, count, units, activation);
    });
  }

  const moments = sums.map(({ units, product, sum, square }) => {
    const read = (address: number) => arena.doubles(address, units).slice();
    return {
      units,
      samples,
      product: arena.doubles(product, units * units).slice(),
      sumA: read(sum[0]!),
      sumB: read(sum[1]!),
      squareA: read(square[0]!),
      squareB: read(square[1]!),
    };
  });
  for (const { rows } of networks) rows.release();
  region.release();
  return moments;
}
