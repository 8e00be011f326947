/** A perceptron's pass: a few large products for the whole batch. */
import { affineLayers, type Mlp } from '../../model/architecture';
import type { Loss } from '../engine';
import { createRegion } from './arena';
import { readLabels, type Device, type LoadedData } from './data';
import { panelLayout } from './panels';
import { ACTIVATIONS, roundUp } from './kernels';
import type { Pass, TakeGradient } from './pass';
import { createRows } from './rows';

export function createDensePass(
  device: Device,
  data: LoadedData,
  architecture: Mlp,
  loss: Loss,
  capacity: number,
): Pass {
  const { kernels, arena } = device;
  const layers = affineLayers(architecture);
  const layout = panelLayout(architecture);
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
  const delta = region.zeros(samples * Math.max(...rows.outputs.map(({ ld }) => ld)));
  const gradient = region.allocate(160 + Math.max(...layout.layers.map((layer) => layer.stride)));
  const labels = region.zeros(samples + 8);
  const result = region.allocate(16);
  let count = 0;

  const slope = (layer: number, of: number, f: number) => {
    const { address, ld } = rows.outputs[layer]!;
    kernels.slope(of, stride, layers[layer]!.outputs, count, address, ld, f, delta, ld);
  };

  /** Loss of the logits; makes `panels` and `delta` hold their deltas. */
  const lossOfLogits = (top: number, panels: number) => {
    const { address, ld } = rows.outputs[top]!;
    kernels.rowsToPanels(address, ld, count, architecture.outputs, panels, stride);
    arena.doubles(result, 2).fill(0);
    lossKernel(panels, stride, architecture.outputs, labels, count, 1 / count, result);
    slope(top, panels, ACTIVATIONS.none);
    return arena.doubles(result, 1)[0]! / count;
  };

  /** Hands out the gradient of a layer whose deltas `delta` holds. */
  const takeGradient = (l: number, take: TakeGradient) => {
    const { inputs, panels, rows: height, stride: panel, offset } = layout.layers[l]!;
    const { address, ld } = rows.inputs[l]!;
    const ldd = rows.outputs[l]!.ld;
    for (let j = 0; j < panels; j++) {
      kernels.gradientPanel(address, ld, inputs, delta + 32 * j, ldd, count, height, gradient);
      take(offset + j * panel, gradient, 8 * height);
    }
  };

  return {
    capacity,
    gather(split, indices) {
      count = indices.length;
      readLabels(arena, split, indices, labels);
      rows.gather(split, indices);
    },
    run(weights, take) {
      rows.run(weights);
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
