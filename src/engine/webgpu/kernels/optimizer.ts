import type { Optimizer } from '../../engine';
import { STEP_WGSL } from '../step';

export interface OptimizerOptions {
  readonly optimizer: Optimizer;
  /** Points of the basis that move, and their places in it. */
  readonly free: readonly number[];
  /** K points, M networks, parameters of each. */
  readonly points: number;
  readonly stack: number;
  readonly size: number;
}

/**
 * One step of every free point at once, PyTorch's formulas; the gradient of point k is `sum_m c[m, k] gradient[m]`.
 * Buffers: gradient `[network, parameter]`; coefficients `[M, K]` from `step.coefficients`; points `[K, parameter]`;
 * first and second moments `[free, parameter]` (SGD has only the first).
 */
export function optimizerKernel({
  optimizer,
  free,
  points,
  stack,
  size,
}: OptimizerOptions): string {
  return /* wgsl */ `${STEP_WGSL}
@group(0) @binding(0) var<storage, read> gradients: array<f32>;
@group(0) @binding(1) var<storage, read> coefficients: array<f32>;
@group(0) @binding(2) var<storage, read_write> points: array<f32>;
@group(0) @binding(3) var<storage, read_write> first: array<f32>;
${optimizer.kind === 'adamw' ? '@group(0) @binding(4) var<storage, read_write> second: array<f32>;' : ''}
const FREE = array<u32, ${free.length}>(${free.map((k) => `${k}u`).join(', ')});
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < ${free.length * size}u; i += 64 * groups.x) {
    let k = FREE[i / ${size}u];
    let parameter = i % ${size}u;
    let at = k * ${size}u + parameter;
    var g = 0.0;
    for (var m = 0u; m < ${stack}u; m++) {
      let c = coefficients[step.coefficients + m * ${points}u + k];
      if (c != 0) { g = fma(c, gradients[m * ${size}u + parameter], g); }
    }
    let w = points[at];
    ${optimizer.kind === 'adamw' ? adamw(optimizer) : sgd(optimizer)}
  }
}
`;
}

type Of<Kind extends Optimizer['kind']> = Extract<Optimizer, { kind: Kind }>;

/** Decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2). */
const adamw = ({ learningRate, beta1, beta2, epsilon, weightDecay }: Of<'adamw'>) => /* wgsl */ `
    let m1 = fma(${f32(beta1)}, first[i], ${f32(1 - beta1)} * g);
    let v = fma(${f32(beta2)}, second[i], ${f32(1 - beta2)} * g * g);
    first[i] = m1;
    second[i] = v;
    // The least epsilon keeps 0 / 0 out of weights without gradient.
    let root = fma(sqrt(v), step.spread, ${f32(Math.max(epsilon, 1e-37))});
    points[at] = w * ${f32(1 - learningRate * weightDecay)} - step.rate * m1 / root;`;

const sgd = ({ momentum, weightDecay }: Of<'sgd'>) => /* wgsl */ `
    let b = fma(${f32(momentum)}, first[i], fma(${f32(weightDecay)}, w, g));
    first[i] = b;
    points[at] = fma(-step.rate, b, w);`;

/** A number as WGSL reads it: with a point or an exponent, lest it be an integer. */
const f32 = (value: number) => `${Math.fround(value).toExponential()}f`;

/** What a `Step` carries for step `t`, from 1; bias corrections in float64, as in PyTorch. */
export function ratesOf(optimizer: Optimizer, t: number): { rate: number; spread: number } {
  if (optimizer.kind === 'sgd') return { rate: optimizer.learningRate, spread: 0 };
  const { learningRate, beta1, beta2 } = optimizer;
  return { rate: learningRate / (1 - beta1 ** t), spread: 1 / Math.sqrt(1 - beta2 ** t) };
}
