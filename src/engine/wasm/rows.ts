/** Forward passes of a perceptron over a batch; activations are rows `[samples][ld]` with a 1 after the last unit. */
import { affineLayers, type Mlp } from '../../model/architecture';
import { createRegion } from './arena';
import type { Device, LoadedData } from './data';
import { panelLayout } from './panels';
import type { Activations, Forward } from './forward';
import { ACTIVATIONS, roundUp } from './kernels';

export interface Rows extends Forward {
  /** The inputs of each layer, and the logits. */
  readonly inputs: readonly Activations[];
}

/**
 * Bytes of a row of `units` and its 1: an odd number of cache lines, so that a column spreads over all sets of the
 * cache, and a vector more, so that it spreads over all banks.
 */
const rowBytes = (units: number) => 64 * (Math.ceil((units + 1) / 16) | 1) + 16;

/** Buffers for batches of up to `capacity` samples. */
export function createRows(
  { kernels, arena }: Device,
  data: LoadedData,
  architecture: Mlp,
  capacity: number,
): Rows {
  const layers = affineLayers(architecture);
  const layout = panelLayout(architecture);
  const region = createRegion(arena);
  const inputs = [architecture.inputs, ...layers.map(({ outputs }) => outputs)].map((units) => {
    const ld = rowBytes(units);
    // Tiles run over the end by up to 7 rows, and by some columns of one row more.
    return { address: region.zeros((roundUp(capacity, 8) + 8) * ld), ld };
  });
  const list = region.allocate(4 * capacity);
  let count = 0;

  const rows: Rows = {
    block: capacity,
    inputs,
    outputs: inputs.slice(1),
    gather(split, indices) {
      count = indices.length;
      arena.words(list, count).set(indices);
      const { address, ld } = inputs[0]!;
      const { pixels, channels, levels } = data;
      kernels.gather(split.images, channels, pixels / channels, list, count, levels, address, ld);
    },
    layer(l, weights, activation) {
      const layer = layout.layers[l]!;
      const [x, y] = [inputs[l]!, inputs[l + 1]!];
      kernels.forward(
        x.address,
        x.ld,
        layer.inputs,
        weights + layer.offset,
        layer.stride,
        layer.outputs,
        Math.ceil(count / 5),
        y.address,
        y.ld,
        ACTIVATIONS[activation],
      );
    },
    finish: () => undefined,
    run(weights) {
      const last = layers.length - 1;
      layers.forEach((_, l) =>
        rows.layer(l, weights, l === last ? 'none' : architecture.activation),
      );
    },
    rows: () => count,
    release: () => region.release(),
  };
  return rows;
}
