import { affineLayers, type Architecture } from '../../model/architecture';
import type { Weights } from '../../model/weights';
import type { Split } from '../../data/dataset';
import { createRegion } from './arena';
import type { Device, PlacedData } from './data';
import { eightsLayout, writeEights } from './eights';
import { createRows } from './rows';

const BLOCK = 250;

/** Logits on the first `samples` inputs of a split, `[samples, classes]`; owned by the caller. */
export function logitsOf(
  device: Device,
  data: PlacedData,
  architecture: Architecture,
  weights: Weights,
  split: Split,
  samples: number,
): Float32Array<ArrayBuffer> {
  const { arena } = device;
  const region = createRegion(arena);
  const network = region.allocate(eightsLayout(architecture).bytes);
  writeEights(device, architecture, weights, network);
  const rows = createRows(device, data, architecture, BLOCK);
  const classes = architecture.outputs;
  const top = affineLayers(architecture).length;
  const out = new Float32Array(samples * classes);
  for (let first = 0; first < samples; first += BLOCK) {
    const count = Math.min(BLOCK, samples - first);
    rows.gather(
      data[split],
      Uint32Array.from({ length: count }, (_, i) => first + i),
    );
    rows.forward(network);
    for (let s = 0; s < count; s++) {
      const row = arena.floats(rows.address[top]! + s * rows.ld[top]!, classes);
      out.set(row, (first + s) * classes);
    }
  }
  rows.release();
  region.release();
  return out;
}
