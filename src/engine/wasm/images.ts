/** Forward passes of a convolutional network over one image, in the layout of `assembly/convolution.ts`. */
import { affineLayers, type AffineLayer, type Cnn } from '../../model/architecture';
import { createRegion, type Region } from './arena';
import type { Device, PlacedData } from './data';
import { eightsLayout, placeOf } from './eights';
import type { Forward } from './forward';
import { ACTIVATIONS, roundUp } from './kernels';

/** An image: where its first place is, and bytes from one place to the next. */
export interface Image {
  readonly address: number;
  readonly place: number;
}

export interface Images extends Forward {
  /** What each layer reads. */
  readonly inputs: readonly Image[];
  /** What each layer makes before its pool; without a pool, the input of the next one. */
  readonly made: readonly Image[];
}

/** Zeros, with a border of zeros around, and room for the tile that runs over the end. */
export function createImage(region: Region, side: number, channels: number): Image {
  const place = 4 * channels;
  const border = roundUp((side + 2) * place, 64);
  return { address: region.zeros(2 * border + (side * (side + 1) + 8) * place) + border, place };
}

/** A pass over the images of a dataset whose sizes are the network's. */
export function createImages(
  { kernels, arena }: Device,
  data: PlacedData,
  architecture: Cnn,
): Images {
  const layers = affineLayers(architecture);
  const layout = eightsLayout(architecture);
  const region = createRegion(arena);
  const inputs = [createImage(region, architecture.side, architecture.channels)];
  const made = layers.map(({ side, pool, outputs }, l) => {
    const image = createImage(region, side, placeOf(outputs, l + 1));
    const pooled = () => createImage(region, side / pool, placeOf(outputs, l + 1));
    inputs.push(pool === 1 ? image : pooled());
    return image;
  });

  const images: Images = {
    block: 1,
    inputs,
    made,
    outputs: made.map(({ address, place }) => ({ address, ld: place })),
    gather(split, [index]) {
      const [image] = inputs;
      if (index === undefined || image === undefined) return;
      const { channels, side } = architecture;
      const from = split.images + index * data.pixels;
      kernels.gatherImage(from, channels, side, data.levels, image.address, image.place);
    },
    layer(l, weights, activation) {
      const { side, kernel, outputs } = layers[l]!;
      const { stride, offset } = layout.layers[l]!;
      const [x, y] = [inputs[l]!, made[l]!];
      kernels.convolve(
        x.address,
        x.place,
        side,
        kernel,
        weights + offset,
        stride,
        outputs,
        y.address,
        y.place,
        ACTIVATIONS[activation],
      );
    },
    finish(l) {
      const { side, pool }: AffineLayer = layers[l]!;
      const { address, place } = made[l]!;
      if (pool > 1) kernels.averagePool(address, side, pool, place, inputs[l + 1]!.address);
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
