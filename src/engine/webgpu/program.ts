/** A list of dispatches, made once and encoded for every step. */
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

/** Compiles a kernel and binds its buffers, in the order of their bindings. */
export async function dispatch(
  gpu: Gpu,
  code: string,
  buffers: readonly GPUBuffer[],
  workgroups: readonly [x: number, y?: number, z?: number],
): Promise<Dispatch> {
  const { pipeline, buffers: layout } = await gpu.kernel(code);
  const group = gpu.device.createBindGroup({
    layout,
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  const [x, y = 1, z = 1] = workgroups;
  return { pipeline, group, workgroups: [x, y, z] };
}

/** A product in the way that suits the GPU. */
export function multiply(
  gpu: Gpu,
  product: Product,
  buffers: readonly GPUBuffer[],
): Promise<Dispatch> {
  const { code, workgroups } = (gpu.emulated ? direct : tiled)(product);
  return dispatch(gpu, code, buffers, workgroups);
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
