/**
 * The three products of an affine layer in training, for a stack of networks. Activations are
 * `[network, image, unit, place]`, a dense layer having one place; weights lie network by network, `stride` numbers
 * apart. A convolution reads its image as a matrix on the way (implicit im2col), `[channel and tap, image and place]`.
 */
import type { Activation, AffineLayer } from '../../../model/architecture';
import { activationWgsl, slopeWgsl } from './activation';
import type { Product } from './product';

/** One layer of a stack of networks on a batch. */
export interface LayerOnBatch {
  readonly layer: AffineLayer;
  /** Images in the batch. */
  readonly images: number;
  readonly stack: number;
  /** Numbers from one network's parameters to the next, and from their begin to the layer's weight and bias. */
  readonly stride: number;
  readonly weight: number;
  readonly bias: number;
}

export interface ForwardOptions extends LayerOnBatch {
  readonly activation: Activation | 'none';
  /** All networks read the same images. */
  readonly shared: boolean;
  /** Numbers from one network's output to the next, which begins `step.offset` after it; by default without gaps. */
  readonly outputStride?: number;
}

/** `y = f(W x + b)`. Buffers: x, parameters, y. */
export function forward({ activation, shared, ...options }: ForwardOptions): Product {
  const { layer, images, stack, stride, weight, bias, outputStride } = options;
  const { inputs, outputs, side } = layer;
  const places = side ** 2;
  const input = shared ? '0u' : `m * ${images * inputs * places}u`;
  const output =
    outputStride === undefined
      ? `m * ${images * outputs * places}u`
      : `m * ${outputStride}u + step.offset`;
  const head = /* wgsl */ `
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> parameters: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
${activationWgsl(activation)}`;
  if (layer.kernel === 1)
    return {
      rows: images,
      columns: outputs,
      depth: inputs,
      stack,
      aAlong: 'depth',
      bAlong: 'depth',
      functions: /* wgsl */ `${head}
fn a(m: u32, row: vec4u, k: vec4u) -> f32 { return x[${input} + row.x * ${inputs}u + k.x]; }
fn b(m: u32, k: vec4u, column: vec4u) -> f32 {
  return parameters[m * ${stride}u + ${weight}u + column.x * ${inputs}u + k.x];
}
fn put(m: u32, piece: u32, row: u32, column: u32, value: f32) {
  let z = value + parameters[m * ${stride}u + ${bias}u + column];
  y[${output} + row * ${outputs}u + column] = activate(z);
}
`,
    };
  return {
    rows: outputs,
    columns: images * places,
    depth: 9 * inputs,
    stack,
    aAlong: 'depth',
    bAlong: 'column',
    functions: /* wgsl */ `${head}${neighbourWgsl('x', inputs, side)}
fn depthOf(k: u32) -> vec4u { return tapOf(k); }
fn columnOf(column: u32) -> vec4u { return placeOf(column); }
fn a(m: u32, row: vec4u, k: vec4u) -> f32 {
  return parameters[m * ${stride}u + ${weight}u + row.x * ${9 * inputs}u + k.w];
}
fn b(m: u32, k: vec4u, column: vec4u) -> f32 { return neighbour(${input}, column, k); }
fn put(m: u32, piece: u32, row: u32, column: u32, value: f32) {
  let z = value + parameters[m * ${stride}u + ${bias}u + row];
  let image = column / ${places}u;
  y[${output} + (image * ${outputs}u + row) * ${places}u + column % ${places}u] = activate(z);
}
`,
  };
}

export interface BackwardOptions extends LayerOnBatch {
  /** The nonlinearity that made the layer's inputs; `none` where a pool is between. */
  readonly activation: Activation | 'none';
}

/**
 * The loss's slope with respect to the layer's inputs, before the nonlinearity that made these. Buffers: slope with
 * respect to the outputs, parameters, inputs, result.
 */
export function backward({ activation, ...options }: BackwardOptions): Product {
  const { layer, images, stack, stride, weight } = options;
  const { inputs, outputs, side } = layer;
  const places = side ** 2;
  const through = activation === 'none' ? 'value' : 'value * slope(x[at])';
  const head = /* wgsl */ `
@group(0) @binding(0) var<storage, read> d: array<f32>;
@group(0) @binding(1) var<storage, read> parameters: array<f32>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> below: array<f32>;
${activation === 'none' ? '' : slopeWgsl(activation)}`;
  const output = `m * ${images * outputs * places}u`;
  const input = `m * ${images * inputs * places}u`;
  if (layer.kernel === 1)
    return {
      rows: images,
      columns: inputs,
      depth: outputs,
      stack,
      aAlong: 'depth',
      bAlong: 'column',
      functions: /* wgsl */ `${head}
fn a(m: u32, row: vec4u, k: vec4u) -> f32 { return d[${output} + row.x * ${outputs}u + k.x]; }
fn b(m: u32, k: vec4u, column: vec4u) -> f32 {
  return parameters[m * ${stride}u + ${weight}u + k.x * ${inputs}u + column.x];
}
fn put(m: u32, piece: u32, row: u32, column: u32, value: f32) {
  let at = ${input} + row * ${inputs}u + column;
  below[at] = ${through};
}
`,
    };
  return {
    rows: inputs,
    columns: images * places,
    depth: 9 * outputs,
    stack,
    aAlong: 'row',
    bAlong: 'column',
    // A convolution with the kernels turned by half a circle: tap 8 - t of the weights meets tap t of the slope.
    functions: /* wgsl */ `${head}${neighbourWgsl('d', outputs, side)}
fn depthOf(k: u32) -> vec4u { return tapOf(k); }
fn columnOf(column: u32) -> vec4u { return placeOf(column); }
fn a(m: u32, row: vec4u, k: vec4u) -> f32 {
  let turned = 8 - 3 * k.y - k.z;
  return parameters[m * ${stride}u + ${weight}u + (k.x / ${places}u * ${inputs}u + row.x) * 9 + turned];
}
fn b(m: u32, k: vec4u, column: vec4u) -> f32 { return neighbour(${output}, column, k); }
fn put(m: u32, piece: u32, row: u32, column: u32, value: f32) {
  let image = column / ${places}u;
  let at = ${input} + (image * ${inputs}u + row) * ${places}u + column % ${places}u;
  below[at] = ${through};
}
`,
  };
}

export interface GradientOptions extends LayerOnBatch {
  readonly shared: boolean;
  /** Pieces that a convolution's sum over images and places is cut into; their sums are added up later. */
  readonly pieces: number;
}

/**
 * The gradient of weight and bias, the bias being one column more, whose input is 1. Buffers: slope with respect to
 * the outputs, x, gradient `[piece, network, parameter]`.
 */
export function gradient({
  layer,
  images,
  stack,
  stride,
  weight,
  bias,
  shared,
  pieces,
}: GradientOptions): Product {
  const { inputs, outputs, side, kernel } = layer;
  const places = side ** 2;
  const columns = kernel ** 2 * inputs;
  const input = shared ? '0u' : `m * ${images * inputs * places}u`;
  const output = `m * ${images * outputs * places}u`;
  const head = /* wgsl */ `
@group(0) @binding(0) var<storage, read> d: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> gradient: array<f32>;
fn put(m: u32, piece: u32, row: u32, column: u32, value: f32) {
  let network = (piece * ${stack}u + m) * ${stride}u;
  if (column == ${columns}u) { gradient[network + ${bias}u + row] = value; }
  else { gradient[network + ${weight}u + row * ${columns}u + column] = value; }
}
`;
  const size = { rows: outputs, columns: columns + 1, stack, pieces };
  if (kernel === 1)
    return {
      ...size,
      depth: images,
      aAlong: 'row',
      bAlong: 'column',
      functions: /* wgsl */ `${head}
fn a(m: u32, row: vec4u, k: vec4u) -> f32 { return d[${output} + k.x * ${outputs}u + row.x]; }
fn b(m: u32, k: vec4u, column: vec4u) -> f32 {
  if (column.x == ${columns}u) { return 1; }
  return x[${input} + k.x * ${inputs}u + column.x];
}
`,
    };
  return {
    ...size,
    depth: images * places,
    aAlong: 'depth',
    bAlong: 'depth',
    functions: /* wgsl */ `${head}${neighbourWgsl('x', inputs, side)}
fn depthOf(k: u32) -> vec4u { return placeOf(k); }
fn columnOf(column: u32) -> vec4u { return tapOf(column); }
fn a(m: u32, row: vec4u, k: vec4u) -> f32 {
  return d[${output} + (k.x * ${outputs}u + row.x) * ${places}u + k.w];
}
fn b(m: u32, k: vec4u, column: vec4u) -> f32 {
  if (column.w == ${columns}u) { return 1; }
  return neighbour(${input}, k, column);
}
`,
  };
}

/**
 * WGSL of what a 3 x 3 kernel sees: `placeOf` takes the number of an image and place apart (image, row, column, place),
 * `tapOf` that of a channel and tap (begin of the channel, row and column of the tap, number), and `neighbour` reads
 * what the tap sees from the place, zero beyond the edge.
 */
function neighbourWgsl(name: string, channels: number, side: number): string {
  const places = side ** 2;
  return /* wgsl */ `
fn placeOf(j: u32) -> vec4u {
  let place = j % ${places}u;
  return vec4u(j / ${places}u, place / ${side}u, place % ${side}u, place);
}
fn tapOf(i: u32) -> vec4u {
  let tap = i % 9;
  return vec4u(i / 9 * ${places}u, tap / 3, tap % 3, i);
}
fn neighbour(base: u32, place: vec4u, tap: vec4u) -> f32 {
  // A row or column before the first wraps round to a large number.
  let row = place.y + tap.y - 1;
  let column = place.z + tap.z - 1;
  let inside = max(row, column) < ${side}u;
  let at = base + place.x * ${channels * places}u + tap.x + row * ${side}u + column;
  return select(0.0, ${name}[select(0, at, inside)], inside);
}
`;
}
