import type { Architecture } from '../../model/architecture';
import type { Weights } from '../../model/weights';
import type { Split } from '../../data/dataset';
import { createRegion } from './arena';
import type { Device, LoadedData } from './data';
import { panelLayout, writePanels } from './panels';
import { createForward } from './forward';

const BLOCK = 250;

/** Logits on the first `samples` inputs of a split, `[samples, classes]`; owned by the caller. */
export function logitsOf(
  device: Device,
  data: LoadedData,
  architecture: Architecture,
  weights: Weights,
  split: Split,
  samples: number,
): Float32Array<ArrayBuffer> {
  const { arena } = device;
  const region = createRegion(arena);
  const network = region.allocate(panelLayout(architecture).bytes);
  writePanels(device, architecture, weights, network);
  const forward = createForward(device, data, architecture, BLOCK);
  const { block } = forward;
  const { address, ld } = forward.outputs.at(-1)!;
  const classes = architecture.outputs;
  const out = new Float32Array(samples * classes);
  for (let first = 0; first < samples; first += block) {
    const count = Math.min(block, samples - first);
    forward.gather(
      data[split],
      Uint32Array.from({ length: count }, (_, i) => first + i),
    );
    forward.run(network);
    for (let s = 0; s < count; s++) {
      const row = arena.floats(address + s * ld, classes);
      out.set(row, (first + s) * classes);
    }
  }
  forward.release();
  region.release();
  return out;
}
