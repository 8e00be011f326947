/** Loss and gradient of one network over a batch. */
import { affineLayers, type Architecture } from '../../model/architecture';
import type { Loss } from '../engine';
import { createRegion } from './arena';
import type { Device, PlacedData, PlacedSplit } from './data';
import { eightsLayout } from './eights';
import { ACTIVATIONS, roundUp } from './kernels';
import { createRows } from './rows';

/** Takes a piece of the gradient: `floats` numbers at address `gradient`, `offset` bytes into the network. */
export type TakeGradient = (offset: number, gradient: number, floats: number) => void;

export interface Pass {
  /** Samples it has room for. */
  readonly capacity: number;
  /** Reads these samples of a split as the batch; throws on one that the split has not. */
  gather(split: PlacedSplit, indices: Uint32Array): void;
  /**
   * Mean loss of the batch at the network at address `weights` (see `eights.ts`). Hands out the gradient panel by
   * panel, each while it is in the cache; by then its piece of the network has served and may be changed.
   */
  run(weights: number, take: TakeGradient): number;
  release(): void;
}

export function createPass(
  device: Device,
  data: PlacedData,
  architecture: Architecture,
  loss: Loss,
  capacity: number,
): Pass {
  const { kernels, arena } = device;
  const layers = affineLayers(architecture);
  const layout = eightsLayout(architecture);
  const activation = ACTIVATIONS[architecture.activation];
  const lossKernel = loss === 'mse' ? kernels.squaredError : kernels.crossEntropy;
  const rows = createRows(device, data, architecture, capacity);
  const region = createRegion(arena);

  const widest = Math.max(...layers.map(({ outputs }) => outputs));
  // Tiles run over the end by up to 4 units.
  const stride = 32 * (roundUp(widest, 8) + 8);
  const samples = roundUp(capacity, 8);
  /** Deltas as panels `[samples / 8][units][8]`, of a layer and of the one below it. */
  const panels = [0, 1].map(() => region.zeros((samples / 8) * stride)) as [number, number];
  /** Deltas as rows. */
  const delta = region.zeros(samples * Math.max(...rows.ld.slice(1)));
  const gradient = region.allocate(160 + Math.max(...layout.layers.map((layer) => layer.stride)));
  const labels = region.zeros(samples + 8);
  const result = region.allocate(16);
  let count = 0;

  const slope = (layer: number, of: number, f: number) =>
    kernels.slope(
      of,
      stride,
      layers[layer]!.outputs,
      count,
      rows.address[layer + 1]!,
      rows.ld[layer + 1]!,
      f,
      delta,
      rows.ld[layer + 1]!,
    );

  /** Loss of the logits; makes `panels` and `delta` hold their deltas. */
  const lossOfLogits = (top: number, panels: number) => {
    const [logits, ld] = [rows.address[top + 1]!, rows.ld[top + 1]!];
    kernels.rowsToPanels(logits, ld, count, architecture.outputs, panels, stride);
    arena.doubles(result, 2).fill(0);
    lossKernel(panels, stride, architecture.outputs, labels, count, 1 / count, result);
    slope(top, panels, ACTIVATIONS.none);
    return arena.doubles(result, 1)[0]! / count;
  };

  /** Hands out the gradient of a layer whose deltas `delta` holds. */
  const takeGradient = (l: number, take: TakeGradient) => {
    const { inputs, panels, rows: height, stride: panel, offset } = layout.layers[l]!;
    const [x, ldx, ldd] = [rows.address[l]!, rows.ld[l]!, rows.ld[l + 1]!];
    for (let j = 0; j < panels; j++) {
      kernels.gradientPanel(x, ldx, inputs, delta + 32 * j, ldd, count, height, gradient);
      take(offset + j * panel, gradient, 8 * height);
    }
  };

  return {
    capacity,
    gather(split, indices) {
      count = indices.length;
      const from = arena.bytes(split.labels, split.count);
      const to = arena.bytes(labels, count);
      for (let s = 0; s < count; s++) {
        const label = from[indices[s]!];
        if (label === undefined)
          throw new RangeError(`Expected a sample below ${split.count}, got ${indices[s]!}.`);
        to[s] = label;
      }
      rows.gather(split, indices);
    },
    run(weights, take) {
      rows.forward(weights);
      let [above, below] = panels;
      const mean = lossOfLogits(layers.length - 1, above);
      for (let l = layers.length - 1; l >= 0; l--) {
        const { inputs, outputs, stride: panel, offset } = layout.layers[l]!;
        const w = weights + offset;
        // Before the weights may change; the inputs of the network need no deltas.
        if (l > 0) kernels.backward(w, panel, inputs, outputs, count, above, stride, below, stride);
        takeGradient(l, take);
        if (l > 0) slope(l - 1, below, activation);
        [above, below] = [below, above];
      }
      return mean;
    },
    release() {
      region.release();
      rows.release();
    },
  };
}
