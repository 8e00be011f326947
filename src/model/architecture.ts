/** The pointwise nonlinearity after every hidden layer. */
export type Activation = 'relu' | 'tanh';

/** A multilayer perceptron with biases; its logits are the last layer's preactivations. */
export interface Mlp {
  readonly kind: 'mlp';
  /** Numbers in one input, 784 for a 28 x 28 image. */
  readonly inputs: number;
  /** Units of each hidden layer, from the input on. */
  readonly hidden: readonly number[];
  /** Classes. */
  readonly outputs: number;
  readonly activation: Activation;
}

/**
 * A plain convolutional network (Benzing et al. 2022, App. F.2): 3 x 3 convolutions with biases that keep the image's
 * size, 2 x 2 average pools, then a global average pool and one affine layer of logits.
 */
export interface Cnn {
  readonly kind: 'cnn';
  /** Of an input image: 1 for grey, 3 for colour. */
  readonly channels: number;
  /** Rows and columns of an input image. */
  readonly side: number;
  /** Output channels of each convolution, and where the pools stand: `[8, 8, 'avg', 16, 16]`. */
  readonly layers: readonly (number | 'avg')[];
  /** Classes. */
  readonly outputs: number;
  readonly activation: Activation;
}

export type Architecture = Mlp | Cnn;

export const MAX_HIDDEN_LAYERS = 12;
export const MAX_UNITS = 2048;
export const MAX_CHANNELS = 512;

/**
 * One affine map of a network with what follows it: at each of `side x side` places it maps the `kernel x kernel`
 * places around (zeros beyond the edge); then comes the nonlinearity, unless it is the last, and then averages over
 * squares of `pool x pool` places. A dense layer has one place, a kernel of 1 and no pool.
 */
export interface AffineLayer {
  /** Units or channels. */
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: 1 | 3;
  /** Rows and columns of the image that it reads and, before the pool, of the one that it makes. */
  readonly side: number;
  /** Divides `side`; 1 is no pool, `side` a global one. */
  readonly pool: number;
}

/**
 * The affine maps of a network from input to logits.
 *
 * @throws RangeError for a pool of an image with an odd side, or one before the first convolution, and for convolutions of
 * a single place
 */
export function affineLayers(architecture: Architecture): AffineLayer[] {
  return architecture.kind === 'mlp' ? denseLayers(architecture) : convolutions(architecture);
}

function denseLayers({ inputs, hidden, outputs }: Mlp): AffineLayer[] {
  const widths = [inputs, ...hidden, outputs];
  return widths
    .slice(1)
    .map((width, l) => ({ inputs: widths[l]!, outputs: width, kernel: 1, side: 1, pool: 1 }));
}

function convolutions({ channels, side, layers, outputs }: Cnn): AffineLayer[] {
  if (side < 2)
    throw new RangeError(
      'Expected images of at least 2 x 2 pixels, got single points, which want a perceptron.',
    );
  const out: AffineLayer[] = [];
  let [inputs, rows] = [channels, side];
  for (const layer of layers) {
    if (layer === 'avg') {
      const above = out.pop();
      if (above === undefined || rows % 2 !== 0)
        throw new RangeError(
          `Expected each 2 x 2 pool after a convolution, on an image of even side, got ${above === undefined ? 'one before any' : `a side of ${rows}`}.`,
        );
      rows /= 2;
      out.push({ ...above, pool: 2 * above.pool });
    } else {
      out.push({ inputs, outputs: layer, kernel: 3, side: rows, pool: 1 });
      inputs = layer;
    }
  }
  const last = out.pop();
  if (last === undefined) throw new RangeError('Expected at least one convolution, got none.');
  return [...out, { ...last, pool: last.side }, { inputs, outputs, kernel: 1, side: 1, pool: 1 }];
}

/** Units of each hidden layer, or channels of each convolution. */
export function hiddenWidths(architecture: Architecture): number[] {
  return affineLayers(architecture)
    .slice(0, -1)
    .map(({ outputs }) => outputs);
}

/** Numbers in one input: channel after channel, each row by row. */
export function inputSize(architecture: Architecture): number {
  return architecture.kind === 'mlp'
    ? architecture.inputs
    : architecture.channels * architecture.side ** 2;
}

/** Multiplications that a network takes for one input. */
export function multiplicationsOf(architecture: Architecture): number {
  return affineLayers(architecture).reduce(
    (sum, { inputs, outputs, kernel, side }) => sum + inputs * outputs * (kernel * side) ** 2,
    0,
  );
}

/** As papers write it: `784-64-64-10`, `8-8-avg-16-16`. */
export function architectureName(architecture: Architecture): string {
  return architecture.kind === 'mlp'
    ? [architecture.inputs, ...architecture.hidden, architecture.outputs].join('-')
    : architecture.layers.join('-');
}
