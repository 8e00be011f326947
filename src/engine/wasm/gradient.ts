import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { GradientOptions, Gradients } from '../engine';
import { createRegion } from './arena';
import { createTerms } from './combination';
import type { Device, LoadedData } from './data';
import { panelLayout, packPanels, readPanels } from './panels';
import { ACTIVATIONS, roundUp } from './kernels';
import { createPass } from './pass';

/** Loss and gradient of each combination, one after the other. */
export function gradientsOf(
  device: Device,
  data: LoadedData,
  { architecture, loss, combinations, split, indices }: GradientOptions,
): Gradients {
  const { kernels, arena } = device;
  const { basis, coefficients } = combinations;
  const { bytes } = panelLayout(architecture);
  const region = createRegion(arena);
  const network = region.allocate(bytes);
  const gradient = region.allocate(bytes);
  const pass = createPass(device, data, architecture, loss, indices.length);

  // Combinations are computed before packing, which then is needed once for each of them and not for the basis.
  const floats = roundUp(layoutOf(architecture).size, 8);
  const flat = region.allocate(4 * floats);
  const points = basis.map((weights) => {
    const address = region.allocate(4 * floats);
    arena.floats(address, weights.length).set(weights);
    return address;
  });
  const terms = createTerms(device, basis.length);
  const { sources, factors } = terms;

  pass.gather(data[split], indices);
  const count = coefficients.length / basis.length;
  const losses = new Float64Array(count);
  const gradients: Weights[] = [];
  for (let m = 0; m < count; m++) {
    const used = terms.set(points, coefficients.subarray(m * basis.length));
    kernels.combine(flat, 0, 1, floats, sources, factors, used, 0, 0, ACTIVATIONS.none);
    packPanels(device, architecture, flat, network);
    losses[m] = pass.run(network, (offset, piece, length) =>
      arena.bytes(gradient + offset, 4 * length).set(arena.bytes(piece, 4 * length)),
    );
    gradients.push(readPanels(device, architecture, gradient));
  }
  terms.release();
  pass.release();
  region.release();
  return { loss: losses, gradients };
}
