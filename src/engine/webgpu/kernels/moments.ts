/** Sums over a batch of what the units of one layer do in two networks; images beyond `step.count` are left out. */
import { STEP_WGSL } from '../step';
import type { Product } from './product';

export interface MomentsKernelOptions {
  readonly units: number;
  readonly places: number;
  readonly images: number;
  /** Pieces that the sum is cut into. */
  readonly pieces: number;
}

/**
 * `sum b_i a_j` over images and places. Buffers: activations `[2, image, unit, place]`, A's and then B's; pieces
 * `[piece, units, units]`.
 */
export function unitProducts({ units, places, images, pieces }: MomentsKernelOptions): Product {
  return {
    rows: units,
    columns: units,
    depth: images * places,
    stack: 1,
    pieces,
    ...(places === 1
      ? ({ aAlong: 'row', bAlong: 'column' } as const)
      : ({ aAlong: 'depth', bAlong: 'depth' } as const)),
    functions: /* wgsl */ `
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> pieces: array<f32>;
fn depthOf(k: u32) -> vec4u { return vec4u(k / ${places}u, k % ${places}u, 0, 0); }
fn value(network: u32, k: vec4u, unit: u32) -> f32 {
  if (k.x >= step.count) { return 0; }
  return x[((network * ${images}u + k.x) * ${units}u + unit) * ${places}u + k.y];
}
fn a(m: u32, row: vec4u, k: vec4u) -> f32 { return value(1, k, row.x); }
fn b(m: u32, k: vec4u, column: vec4u) -> f32 { return value(0, k, column.x); }
fn put(m: u32, piece: u32, row: u32, column: u32, sum: f32) {
  pieces[(piece * ${units}u + row) * ${units}u + column] = sum;
}
`,
  };
}

/**
 * Adds to sums and sums of squares, `[network, unit, 2]`, one workgroup for a unit of a network. Buffers: activations
 * as above, totals.
 */
export function unitSums({ units, places, images }: MomentsKernelOptions): string {
  return /* wgsl */ `${STEP_WGSL}
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> totals: array<vec2f>;
var<workgroup> partial: array<vec2f, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let network = group.x / ${units}u;
  let unit = group.x % ${units}u;
  var sum = vec2f(0);
  for (var k = thread; k < step.count * ${places}u; k += 64) {
    let image = k / ${places}u;
    let y = x[((network * ${images}u + image) * ${units}u + unit) * ${places}u + k % ${places}u];
    sum += vec2f(y, y * y);
  }
  partial[thread] = sum;
  for (var half = 32u; half > 0; half /= 2) {
    workgroupBarrier();
    if (thread < half) { partial[thread] += partial[thread + half]; }
  }
  if (thread == 0) { totals[group.x] += partial[0]; }
}
`;
}
