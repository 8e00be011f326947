/** Average pools over squares of `pool x pool` places, `[plane, side, side] -> [plane, side / pool, side / pool]`. */
import type { Activation } from '../../../model/architecture';
import { slopeWgsl } from './activation';

export interface PoolOptions {
  /** Networks times images times channels. */
  readonly planes: number;
  readonly side: number;
  readonly pool: number;
}

/** Buffers: x, y. */
export function poolForward({ planes, side, pool }: PoolOptions): string {
  const out = side / pool;
  return /* wgsl */ `
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < ${planes * out * out}u; i += 64 * groups.x) {
    let row = (i / ${out}u) % ${out}u;
    let corner = (i / ${out * out}u) * ${side * side}u + row * ${pool * side}u + (i % ${out}u) * ${pool}u;
    var sum = 0.0;
    for (var r = 0u; r < ${pool}u; r++) {
      for (var c = 0u; c < ${pool}u; c++) { sum += x[corner + r * ${side}u + c]; }
    }
    y[i] = sum * ${1 / pool ** 2};
  }
}
`;
}

/**
 * Slope before the pool and the nonlinearity under it. Buffers: slope after the pool, x (the pool's input), result.
 */
export function poolBackward({ planes, side, pool }: PoolOptions, activation: Activation): string {
  const out = side / pool;
  return /* wgsl */ `
@group(0) @binding(0) var<storage, read> d: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> below: array<f32>;
${slopeWgsl(activation)}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < ${planes * side * side}u; i += 64 * groups.x) {
    let row = (i / ${side}u) % ${side}u;
    let column = i % ${side}u;
    let corner = (i / ${side * side}u) * ${out * out}u + (row / ${pool}u) * ${out}u + column / ${pool}u;
    below[i] = d[corner] * ${1 / pool ** 2} * slope(x[i]);
  }
}
`;
}
