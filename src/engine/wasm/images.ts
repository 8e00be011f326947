/** Forward passes of a convolutional network over one image, in the layout of `assembly/convolution.ts`. */
import { affineLayers, type Cnn } from '../../model/architecture';
import { createRegion, type Region } from './arena';
import type { Device, LoadedData } from './data';
import { panelLayout, placeOf } from './panels';
import type { Activations, Forward } from './forward';
import { ACTIVATIONS, roundUp } from './kernels';

export interface Images extends Forward {
  /** What each layer reads: the output of the one before, or its pool. */
  readonly inputs: readonly Activations[];
}

/** Zeros, with a border of zeros around, and room for the tile that runs over the end. */
export function createImage(region: Region, side: number, channels: number): Activations {
  const ld = 4 * channels;
  const border = roundUp((side + 2) * ld, 64);
  return { address: region.zeros(2 * border + (side * (side + 1) + 8) * ld) + border, ld };
}

/** A pass over the images of a dataset whose sizes are the network's. */
export function createImages(
  { kernels, arena }: Device,
  data: LoadedData,
  architecture: Cnn,
): Images {
  const layers = affineLayers(architecture);
  const layout = panelLayout(architecture);
  const region = createRegion(arena);
  const inputs = [createImage(region, architecture.side, architecture.channels)];
  const outputs = layers.map(({ side, pool, outputs }, l) => {
    const channels = placeOf(outputs, l + 1);
    const image = createImage(region, side, channels);
    inputs.push(pool === 1 ? image : createImage(region, side / pool, channels));
    return image;
  });

  const images: Images = {
    block: 1,
    inputs,
    outputs,
    gather(split, indices) {
      const { channels, side } = architecture;
      const { address, ld } = inputs[0]!;
      const from = split.images + indices[0]! * data.pixels;
      kernels.gatherImage(from, channels, side, data.levels, address, ld);
    },
    layer(l, weights, activation) {
      const { side, kernel, outputs: channels } = layers[l]!;
      const { stride, offset } = layout.layers[l]!;
      const [x, y] = [inputs[l]!, outputs[l]!];
      kernels.convolve(
        x.address,
        x.ld,
        side,
        kernel,
        weights + offset,
        stride,
        channels,
        y.address,
        y.ld,
        ACTIVATIONS[activation],
      );
    },
    finish(l) {
      const { side, pool } = layers[l]!;
      const { address, ld } = outputs[l]!;
      if (pool > 1) kernels.averagePool(address, side, pool, ld, inputs[l + 1]!.address);
    },
    run(weights) {
      layers.forEach((_, l) => {
        images.layer(l, weights, l === layers.length - 1 ? 'none' : architecture.activation);
        images.finish(l);
      });
    },
    rows: (l) => layers[l]!.side * (layers[l]!.side + 1),
    release: () => region.release(),
  };
  return images;
}
