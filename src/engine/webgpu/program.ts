/** Lists of dispatches, made once and encoded for every step. */
import type { Gpu } from './gpu';
import { direct } from './kernels/direct';
import type { Product } from './kernels/product';
import { tiled } from './kernels/tiled';
import type { Steps } from './step';

export interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly workgroups: readonly [number, number, number];
}

/** A dispatch whose kernel is yet to be compiled; it has its buffers in the order of their bindings. */
export interface Call {
  readonly code: string;
  readonly buffers: readonly GPUBuffer[];
  readonly workgroups: readonly [x: number, y?: number, z?: number];
}

export const call = (
  code: string,
  buffers: readonly GPUBuffer[],
  workgroups: Call['workgroups'],
): Call => ({ code, buffers, workgroups });

/** A product in the way that suits the GPU. */
export function multiply(gpu: Gpu, product: Product, buffers: readonly GPUBuffer[]): Call {
  const { code, workgroups } = (gpu.emulated ? direct : tiled)(product);
  return call(code, buffers, workgroups);
}

/**
 * Compiles the kernels of calls and binds their buffers. A driver takes tens of milliseconds for a kernel and compiles
 * many side by side, so a caller that has several lists asks for all of them before it waits for any.
 */
export function dispatchesOf(gpu: Gpu, calls: readonly Call[]): Promise<Dispatch[]> {
  return Promise.all(
    calls.map(async ({ code, buffers, workgroups: [x, y = 1, z = 1] }): Promise<Dispatch> => {
      const { pipeline, buffers: layout } = await gpu.kernel(code);
      const group = gpu.device.createBindGroup({
        layout,
        entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
      });
      return { pipeline, group, workgroups: [x, y, z] };
    }),
  );
}

/** Workgroups that fill a large GPU; on any, starting more costs more than a loop. */
const MOST_WORKGROUPS = 4096;

/** Workgroups of 64 for so many items, of kernels that stride over the rest. */
export function spread(items: number): [number] {
  return [Math.min(MOST_WORKGROUPS, Math.max(1, Math.ceil(items / 64)))];
}

/** Encodes dispatches with the n-th of the steps; kernels that use no `Step` ignore it. */
export function encode(
  pass: GPUComputePassEncoder,
  dispatches: readonly Dispatch[],
  steps: Steps,
  n: number,
): void {
  pass.setBindGroup(1, steps.group, [steps.offset(n)]);
  for (const { pipeline, group, workgroups } of dispatches) {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(...workgroups);
  }
}
