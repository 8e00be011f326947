import type { Loss } from '../../engine';
import { STEP_WGSL } from '../step';

export interface LossOptions {
  readonly loss: Loss;
  readonly classes: number;
  readonly images: number;
  readonly stack: number;
  /** All networks are judged on the same samples. */
  readonly shared: boolean;
  /** Also gives the slope of the mean loss with respect to the logits. */
  readonly slope: boolean;
}

const THREADS = 128;

/**
 * Loss and right answers of each network, summed over the batch by one workgroup a network, and the slope of the mean
 * loss. Buffers: logits `[network, image, class]`; labels, four a word; indices; sums `[slot, network, 2]`; slope.
 */
export function lossKernel({ loss, classes, images, stack, shared, slope }: LossOptions): string {
  const own = shared ? '0u' : 'm * step.count';
  return /* wgsl */ `${STEP_WGSL}
@group(0) @binding(0) var<storage, read> logits: array<f32>;
@group(0) @binding(1) var<storage, read> labels: array<u32>;
@group(0) @binding(2) var<storage, read> indices: array<u32>;
@group(0) @binding(3) var<storage, read_write> sums: array<vec2f>;
${slope ? '@group(0) @binding(4) var<storage, read_write> d: array<f32>;' : ''}
var<workgroup> partial: array<vec2f, ${THREADS}>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let m = group.x;
  var sum = vec2f(0);
  for (var s = thread; s < ${images}u; s += ${THREADS}u) {
    let z = (m * ${images}u + s) * ${classes}u;
    if (s >= step.count) {
      ${slope ? `for (var c = 0u; c < ${classes}u; c++) { d[z + c] = 0; }` : ''}
      continue;
    }
    let sample = indices[step.first + ${own} + s];
    let label = (labels[sample / 4] >> (8 * (sample % 4))) & 255;
    var best = 0u;
    for (var c = 1u; c < ${classes}u; c++) { if (logits[z + c] > logits[z + best]) { best = c; } }
    sum.y += select(0.0, 1.0, best == label);
    ${loss === 'mse' ? squaredError(classes, slope) : crossEntropy(classes, slope)}
  }
  partial[thread] = sum;
  for (var half = ${THREADS / 2}u; half > 0; half /= 2) {
    workgroupBarrier();
    if (thread < half) { partial[thread] += partial[thread + half]; }
  }
  if (thread == 0) { sums[step.slot * ${stack}u + m] = partial[0]; }
}
`;
}

const squaredError = (classes: number, slope: boolean) => /* wgsl */ `
    for (var c = 0u; c < ${classes}u; c++) {
      let off = logits[z + c] - select(0.0, 1.0, c == label);
      sum.x += off * off / ${classes};
      ${slope ? `d[z + c] = off * 2 / (${classes} * f32(step.count));` : ''}
    }`;

const crossEntropy = (classes: number, slope: boolean) => /* wgsl */ `
    let highest = logits[z + best];
    var total = 0.0;
    for (var c = 0u; c < ${classes}u; c++) { total += exp(logits[z + c] - highest); }
    sum.x += log(total) + highest - logits[z + label];
    ${
      slope
        ? `for (var c = 0u; c < ${classes}u; c++) {
      let p = exp(logits[z + c] - highest) / total;
      d[z + c] = (p - select(0.0, 1.0, c == label)) / f32(step.count);
    }`
        : ''
    }`;
