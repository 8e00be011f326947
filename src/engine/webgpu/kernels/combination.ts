import type { Activation } from '../../../model/architecture';
import { STEP_WGSL } from '../step';
import { activationWgsl } from './activation';

export interface CombinationOptions {
  /** K points and M combinations. */
  readonly points: number;
  readonly stack: number;
  /** Numbers of a combination. */
  readonly size: number;
  /** Numbers from one point to the next, and from a point's begin to the first number, `step.offset` apart. */
  readonly stride: number;
  readonly from: number;
  readonly activation: Activation | 'none';
}

/**
 * `out[m] = f(sum_k c[m, k] points[k])`. Buffers: points, coefficients `[M, K]` from `step.coefficients`, out.
 */
export function combination(options: CombinationOptions): string {
  const { points, stack, size, stride, from, activation } = options;
  return /* wgsl */ `${STEP_WGSL}
@group(0) @binding(0) var<storage, read> points: array<f32>;
@group(0) @binding(1) var<storage, read> coefficients: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
${activationWgsl(activation)}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < ${stack * size}u; i += 64 * groups.x) {
    let m = i / ${size}u;
    let at = ${from}u + step.offset + i % ${size}u;
    var sum = 0.0;
    for (var k = 0u; k < ${points}u; k++) {
      let c = coefficients[step.coefficients + m * ${points}u + k];
      // A point that takes no part must not make NaN of a combination when it has diverged.
      if (c != 0) { sum = fma(c, points[k * ${stride}u + at], sum); }
    }
    out[i] = activate(sum);
  }
}
`;
}
