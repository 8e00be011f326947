/** Runs one kernel on numbers, for tests of kernels by themselves. */
import { createGpu, type Gpu } from '../../src/engine/webgpu/gpu';
import { dispatchesOf, encode, type Call } from '../../src/engine/webgpu/program';
import { createReadback } from '../../src/engine/webgpu/readback';
import { chunkStep, createSteps, type Step } from '../../src/engine/webgpu/step';
import { openGpu } from './dawn';

type Numbers = Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

export interface KernelRunner {
  readonly gpu: Gpu;
  /** The contents of the buffers afterwards, as floats. */
  run(
    make: (buffers: readonly GPUBuffer[]) => Call,
    contents: readonly Numbers[],
    step?: Partial<Step>,
  ): Promise<Float32Array<ArrayBuffer>[]>;
  close(): void;
}

/** @param emulated which of the two ways of computing a product is taken */
export async function kernelRunner(emulated = true): Promise<KernelRunner> {
  const opened = await openGpu();
  const gpu = createGpu(opened.device, emulated);
  const steps = createSteps(gpu);
  return {
    gpu,
    async run(make, contents, step = {}) {
      const region = gpu.region();
      const readback = createReadback(gpu.device);
      const buffers = contents.map((numbers) => region.upload(numbers));
      const dispatches = await dispatchesOf(gpu, [make(buffers)]);
      steps.write([chunkStep({ slot: 0, first: 0, count: 0, ...step })]);
      const encoder = gpu.device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      encode(pass, dispatches, steps, 0);
      pass.end();
      gpu.device.queue.submit([encoder.finish()]);
      const out = await Promise.all(
        buffers.map((buffer, i) => readback.floats(buffer, contents[i]!.length)),
      );
      readback.release();
      region.release();
      return out;
    },
    close: () => opened.close(),
  };
}
