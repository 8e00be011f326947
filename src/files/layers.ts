/** From named tensors to the layers they belong to, each as Isthmus has it: outputs first. */
import { tensorNameOf, type Role } from './names';
import { rowsFirst } from './strides';
import { listed, quoted, shapeText, sizeOf, WeightsFileError, type NamedTensor } from './tensor';

/** A dense layer or a convolution. */
export interface Affine {
  /** What the names of its tensors have in common. */
  readonly name: string;
  /** `[out, in]`, or `[out, in, rows, columns]` of a convolution. */
  readonly shape: readonly number[];
  /** Whether the file has its inputs first and images channels last, as Keras and Flax do. */
  readonly transposed: boolean;
  /** In the order of `shape`; a new buffer. */
  weight(): Float32Array<ArrayBuffer>;
  /** `[out]`; a new buffer, zeros where the file has none. */
  bias(): Float32Array<ArrayBuffer>;
}

/** A batch normalisation: `gamma (x - mean) / sqrt(variance + epsilon) + beta`. */
export interface Normalisation {
  readonly name: string;
  /** Units or channels. */
  readonly size: number;
  /** Not in the file: the default of its framework. */
  readonly epsilon: number;
  gamma(): Float32Array;
  beta(): Float32Array;
  mean(): Float32Array;
  variance(): Float32Array;
}

export interface Layers {
  /** In the order of the file. */
  readonly affine: readonly Affine[];
  readonly normalisations: readonly Normalisation[];
  /** Sentences on what was applied and left out. */
  readonly notes: readonly string[];
}

type Parts = ReadonlyMap<Role, NamedTensor>;

/** @throws WeightsFileError for tensors of which it is not known what they are */
export function layersOf(tensors: readonly NamedTensor[]): Layers {
  const owners = new Map<string, Map<Role, NamedTensor>>();
  const counters: string[] = [];
  for (const tensor of tensors) {
    const known = tensorNameOf(tensor.name);
    if (known?.role === 'bookkeeping' || tensor.shape.length === 0) {
      counters.push(tensor.name);
      continue;
    }
    if (known === null) throw unknown(tensor);
    const parts = owners.get(known.owner) ?? new Map<Role, NamedTensor>();
    const twice = parts.get(known.role);
    if (twice !== undefined)
      throw new WeightsFileError(
        `Expected one ${known.role} for layer ${quoted(known.owner)}, got ${quoted(twice.name)} and ${quoted(tensor.name)}.`,
      );
    parts.set(known.role, tensor);
    owners.set(known.owner, parts);
  }
  const affine: Affine[] = [];
  const normalisations: Normalisation[] = [];
  const masked: string[] = [];
  for (const [owner, parts] of owners) {
    if (parts.has('mean') || parts.has('variance'))
      normalisations.push(normalisationOf(owner, parts));
    else affine.push(affineOf(owner, parts));
    if (parts.has('weight_mask') || parts.has('bias_mask')) masked.push(owner);
  }
  const notes = [
    ...(masked.length === 0
      ? []
      : [`Pruned weights are zero, as the masks of ${listed(masked.map(quoted))} say.`]),
    ...(counters.length === 0
      ? []
      : [`Left out, as they are no weights: ${listed(counters.map(quoted))}.`]),
  ];
  return { affine, normalisations, notes };
}

/** What other layers call their tensors. */
const OTHER_LAYERS: readonly [name: RegExp, layer: string][] = [
  [/(weight|bias)_(ih|hh)|recurrent_kernel/, 'a recurrent layer'],
  [/in_proj|attn|attention|query|[qkv]_proj/i, 'attention'],
  [/embed/i, 'an embedding'],
  [/depthwise|pointwise/, 'a separable convolution'],
  [
    /parametrizations/,
    'a weight that is computed from others, as by weight or spectral normalisation',
  ],
];

function unknown({ name, shape }: NamedTensor): WeightsFileError {
  const layer = OTHER_LAYERS.find(([pattern]) => pattern.test(name))?.[1];
  return new WeightsFileError(
    layer === undefined
      ? `Expected tensors named like fc1.weight and fc1.bias, or dense/kernel and dense/bias, got ${quoted(name)} ${shapeText(shape)}.`
      : `Expected dense layers and convolutions alone, got ${layer}: ${quoted(name)}.`,
  );
}

function affineOf(name: string, parts: Parts): Affine {
  if (parts.has('weight_g') || parts.has('weight_v'))
    throw new WeightsFileError(
      `Layer ${quoted(name)}: expected its weight, got the two parts of weight normalisation; join them before saving: torch.nn.utils.remove_weight_norm.`,
    );
  const stored = parts.get('weight') ?? parts.get('kernel') ?? parts.get('weight_orig');
  const bias = parts.get('bias') ?? parts.get('bias_orig');
  if (stored === undefined || stored.shape.length < 2) throw notAffine(name, parts, stored);
  const transposed = parts.has('kernel') && stored === parts.get('kernel');
  const last = stored.shape.length - 1;
  // The kernel of a convolution is [rows, columns, in, out] there.
  const axes = stored.shape.map((_, axis) => axis);
  const order = transposed ? [last, last - 1, ...axes.slice(0, -2)] : axes;
  const shape = order.map((axis) => stored.shape[axis] ?? 0);
  const [outputs = 0] = shape;
  if (sizeOf(shape) === 0)
    throw new WeightsFileError(
      `Tensor ${quoted(stored.name)}: expected [outputs, inputs] of at least 1, got ${shapeText(stored.shape)}.`,
    );
  if (bias !== undefined && (bias.shape.length !== 1 || bias.shape[0] !== outputs))
    throw new WeightsFileError(
      `Tensor ${quoted(bias.name)}: expected [${outputs}], as its weight has ${outputs} outputs, got ${shapeText(bias.shape)}.`,
    );
  return {
    name,
    shape,
    transposed,
    weight() {
      const values = masked(stored, parts.get('weight_mask'));
      return transposed ? reordered(values, stored.shape, order) : values;
    },
    bias: () =>
      bias === undefined ? new Float32Array(outputs) : masked(bias, parts.get('bias_mask')),
  };
}

function notAffine(name: string, parts: Parts, stored: NamedTensor | undefined): WeightsFileError {
  const [first] = parts.values();
  const one = stored ?? parts.get('gamma');
  if (one !== undefined)
    return new WeightsFileError(
      `Tensor ${quoted(one.name)}: expected a weight [outputs, inputs], got ${shapeText(one.shape)}: one number for each unit, as of layer normalisation, of batch normalisation without running means, or of PReLU, which Isthmus does not have.`,
    );
  return new WeightsFileError(
    `Expected a weight for layer ${quoted(name)}, got only ${quoted(first?.name ?? '')}.`,
  );
}

function masked(stored: NamedTensor, mask: NamedTensor | undefined): Float32Array<ArrayBuffer> {
  const values = stored.values();
  if (mask === undefined) return values;
  const kept = mask.values();
  if (kept.length !== values.length)
    throw new WeightsFileError(
      `Tensor ${quoted(mask.name)}: expected the shape ${shapeText(stored.shape)} of what it masks, got ${shapeText(mask.shape)}.`,
    );
  for (let i = 0; i < values.length; i++) values[i]! *= kept[i]!;
  return values;
}

/** The same array with its axes in another order. */
function reordered(
  values: Float32Array<ArrayBuffer>,
  shape: readonly number[],
  order: readonly number[],
): Float32Array<ArrayBuffer> {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  return rowsFirst(
    values,
    order.map((axis) => shape[axis] ?? 0),
    order.map((axis) => strides[axis] ?? 0),
  );
}

/** What PyTorch and Flax, and what Keras, add to a variance. */
const EPSILON = { usual: 1e-5, keras: 1e-3 } as const;

function normalisationOf(name: string, parts: Parts): Normalisation {
  const [mean, variance] = [parts.get('mean'), parts.get('variance')];
  const gamma = parts.get('gamma') ?? parts.get('weight');
  const beta = parts.get('beta') ?? parts.get('bias');
  if (mean === undefined || variance === undefined)
    throw new WeightsFileError(
      `Normalisation ${quoted(name)}: expected its running mean and variance, got only one of them.`,
    );
  const size = sizeOf(mean.shape);
  for (const part of [mean, variance, gamma, beta])
    if (part !== undefined && (part.shape.length !== 1 || part.shape[0] !== size))
      throw new WeightsFileError(
        `Tensor ${quoted(part.name)}: expected [${size}], as the running mean of its layer has, got ${shapeText(part.shape)}.`,
      );
  return {
    name,
    size,
    epsilon: /moving_/.test(mean.name) ? EPSILON.keras : EPSILON.usual,
    gamma: () => gamma?.values() ?? new Float32Array(size).fill(1),
    beta: () => beta?.values() ?? new Float32Array(size),
    mean: () => mean.values(),
    variance: () => nonNegative(variance),
  };
}

function nonNegative(variance: NamedTensor): Float32Array {
  const values = variance.values();
  const at = values.findIndex((value) => value < 0);
  if (at < 0) return values;
  throw new WeightsFileError(
    `Tensor ${quoted(variance.name)}: expected variances of at least 0, got ${values[at]} at place ${at}.`,
  );
}
