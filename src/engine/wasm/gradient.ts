import { combine } from '../../model/weights';
import type { GradientOptions, Gradients } from '../engine';
import type { Weights } from '../../model/weights';
import { createRegion } from './arena';
import type { Device, PlacedData } from './data';
import { eightsLayout, readEights, writeEights } from './eights';
import { createPass } from './pass';

/** Loss and gradient of each combination, one after the other. */
export function gradientsOf(
  device: Device,
  data: PlacedData,
  { architecture, loss, combinations, split, indices }: GradientOptions,
): Gradients {
  const { arena } = device;
  const { basis, coefficients } = combinations;
  const { bytes } = eightsLayout(architecture);
  const region = createRegion(arena);
  const network = region.allocate(bytes);
  const gradient = region.allocate(bytes);
  const pass = createPass(device, data, architecture, loss, indices.length);
  pass.gather(data[split], indices);

  const count = coefficients.length / basis.length;
  const losses = new Float64Array(count);
  const gradients: Weights[] = [];
  for (let m = 0; m < count; m++) {
    const c = coefficients.subarray(m * basis.length, (m + 1) * basis.length);
    writeEights(device, architecture, combine(basis, c), network);
    losses[m] = pass.run(network, (offset, piece, floats) =>
      arena.bytes(gradient + offset, 4 * floats).set(arena.bytes(piece, 4 * floats)),
    );
    gradients.push(readEights(device, architecture, gradient));
  }
  pass.release();
  region.release();
  return { loss: losses, gradients };
}
