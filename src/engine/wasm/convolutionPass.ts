/**
 * A convolutional network's pass: image after image forward and back, so that activations and deltas stay in the cache,
 * while the gradient of all layers gathers.
 */
import { affineLayers, type Cnn } from '../../model/architecture';
import type { Loss } from '../engine';
import { createRegion } from './arena';
import { readLabels, type Device, type LoadedData } from './data';
import { convolutionLayer, panelLayout } from './panels';
import { createImage, createImages } from './images';
import { ACTIVATIONS, roundUp } from './kernels';
import type { Pass, TakeGradient } from './pass';

export function createConvolutionPass(
  device: Device,
  data: LoadedData,
  architecture: Cnn,
  loss: Loss,
  capacity: number,
): Pass {
  const { kernels, arena } = device;
  const layers = affineLayers(architecture);
  const layout = panelLayout(architecture);
  const activation = ACTIVATIONS[architecture.activation];
  const lossKernel = loss === 'mse' ? kernels.squaredError : kernels.crossEntropy;
  const images = createImages(device, data, architecture);
  const region = createRegion(arena);
  const top = layers.length - 1;

  /** Deltas of each layer before its nonlinearity. */
  const deltas = layers.map(({ side }, l) => createImage(region, side, images.outputs[l]!.ld / 4));
  /** Deltas of a layer's input, of which only the places of the image are read. */
  const below = region.allocate(
    Math.max(...layers.map(({ side }, l) => (side * (side + 1) + 8) * deltas[l]!.ld)),
  );
  /** The weights that take deltas down; the inputs of the network need none. */
  const turned = layers.map(({ inputs, outputs, kernel }, l) => {
    const layer = convolutionLayer(outputs, inputs, kernel, deltas[l]!.ld / 4);
    return { ...layer, address: l === 0 ? 0 : region.zeros(layer.panels * layer.stride) };
  });
  const gradient = region.allocate(layout.bytes);
  const logits = region.allocate(32 * roundUp(architecture.outputs, 8));
  const labels = region.zeros(capacity + 8);
  const result = region.allocate(16);
  let split = data.train;
  let batch = new Uint32Array();

  const turn = (weights: number) =>
    layout.layers.forEach(({ inputs, outputs, kernel, place, rows, offset }, l) => {
      if (l === 0) return;
      const to = turned[l]!;
      const from = weights + offset;
      kernels.transposePanels(
        from,
        inputs,
        outputs,
        kernel,
        place,
        rows,
        to.address,
        to.place,
        to.rows,
      );
    });

  /** Adds the loss of sample `s` of the batch; makes the topmost deltas those of its logits. */
  const addLoss = (s: number) => {
    const [from, to] = [images.outputs[top]!, deltas[top]!];
    const classes = architecture.outputs;
    kernels.rowsToPanels(from.address, from.ld, 1, classes, logits, 0);
    lossKernel(logits, 0, classes, labels + s, 1, 1 / batch.length, result);
    kernels.panelsToRows(logits, 0, 1, classes, to.address, to.ld);
  };

  /** Adds the gradient of a layer whose deltas are there; makes those of the layer below. */
  const backward = (l: number) => {
    const { side, kernel, inputs, outputs } = layers[l]!;
    const { stride, offset } = layout.layers[l]!;
    const [x, d] = [images.inputs[l]!, deltas[l]!];
    kernels.addConvolutionGradient(
      x.address,
      x.ld,
      side,
      kernel,
      d.address,
      d.ld,
      outputs,
      gradient + offset,
      stride,
    );
    if (l === 0) return;
    const w = turned[l]!;
    kernels.convolve(
      d.address,
      d.ld,
      side,
      kernel,
      w.address,
      w.stride,
      inputs,
      below,
      x.ld,
      ACTIVATIONS.none,
    );
    const { address: y, ld } = images.outputs[l - 1]!;
    const under = layers[l - 1]!;
    kernels.unpool(below, under.side, under.pool, ld, y, activation, deltas[l - 1]!.address);
  };

  /** Hands out the gradient, without the rows that round up. */
  const handOut = (take: TakeGradient) => {
    for (const { kernel, place, run, panels, stride, offset } of layout.layers)
      for (let j = 0; j < panels; j++) {
        const panel = gradient + offset + j * stride;
        for (let y = 0; y < kernel; y++) {
          const rest = 32 * (run - kernel * place);
          arena.bytes(panel + 32 * (y * run + kernel * place), rest).fill(0);
        }
        take(offset + j * stride, panel, stride / 4);
      }
  };

  return {
    capacity,
    gather(from, indices) {
      readLabels(arena, from, indices, labels);
      split = from;
      batch = indices.slice();
    },
    run(weights, take) {
      arena.bytes(gradient, layout.bytes).fill(0);
      arena.doubles(result, 2).fill(0);
      turn(weights);
      for (let s = 0; s < batch.length; s++) {
        images.gather(split, batch.subarray(s, s + 1));
        images.run(weights);
        addLoss(s);
        for (let l = top; l >= 0; l--) backward(l);
      }
      handOut(take);
      return arena.doubles(result, 1)[0]! / batch.length;
    },
    release() {
      region.release();
      images.release();
    },
  };
}
