/** What every computation of the engine works with: a device, its compiled kernels, and its memory. */
import { OutOfMemoryError } from '../engine';

/** A compiled kernel. Its storage buffers are group 0 in the order of their bindings, the uniform `Step` is group 1. */
export interface Kernel {
  readonly pipeline: GPUComputePipeline;
  readonly buffers: GPUBindGroupLayout;
}

/** Buffers that are given back together. */
export interface Region {
  /** A buffer of that many bytes, zeros at first; shaders read and write it, and it can be copied from and to. */
  allocate(bytes: number): GPUBuffer;
  /** A buffer that holds these numbers. */
  upload(data: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): GPUBuffer;
  release(): void;
}

export interface Gpu {
  readonly device: GPUDevice;
  /** A GPU emulated on the CPU, which other kernels suit. */
  readonly emulated: boolean;
  /** Bytes that a buffer may have. */
  readonly largestBuffer: number;
  /** Layout of the group that holds a `Step`, which is bound with a dynamic offset. */
  readonly stepLayout: GPUBindGroupLayout;
  /** Compiles a kernel of WGSL with the entry point `main`, once for each text. Rejects with the compiler's words. */
  kernel(code: string): Promise<Kernel>;
  region(): Region;
  /**
   * Runs what allocates, and rejects with an OutOfMemoryError when the GPU has no room for it.
   *
   * @param what to follow `Expected room for`, with sizes
   */
  allocating<T>(what: string, run: () => T): Promise<T>;
}

/** Marks the rejection of a promise as handled, which is waited for later or never. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

const USAGE = () => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

export function createGpu(device: GPUDevice, emulated: boolean): Gpu {
  const compiled = new Map<string, Promise<Kernel>>();
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  const largestBuffer = Math.min(maxBufferSize, maxStorageBufferBindingSize);
  const stepLayout = device.createBindGroupLayout({
    entries: [
      {
        binding: 0,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type: 'uniform', hasDynamicOffset: true },
      },
    ],
  });

  return {
    device,
    emulated,
    largestBuffer,
    stepLayout,
    kernel(code) {
      const known = compiled.get(code);
      if (known !== undefined) return known;
      const kernel = compile(device, stepLayout, code);
      compiled.set(code, kernel);
      return kernel;
    },
    region() {
      const buffers: GPUBuffer[] = [];
      const allocate = (bytes: number) => {
        if (bytes > largestBuffer)
          throw new OutOfMemoryError(
            `Expected buffers of at most ${megabytes(largestBuffer)}, which is what this GPU takes, got one of ${megabytes(bytes)}. Choose a smaller network or batch.`,
          );
        // Sizes are multiples of 4, and WebGPU refuses to bind an empty buffer.
        const size = Math.max(4, Math.ceil(bytes / 4) * 4);
        const buffer = device.createBuffer({ size, usage: USAGE() });
        buffers.push(buffer);
        return buffer;
      };
      return {
        allocate,
        upload(data) {
          const buffer = allocate(data.byteLength);
          device.queue.writeBuffer(buffer, 0, data);
          return buffer;
        },
        release() {
          for (const buffer of buffers.splice(0)) buffer.destroy();
        },
      };
    },
    async allocating(what, run) {
      device.pushErrorScope('out-of-memory');
      let error: Promise<GPUError | null>;
      let result;
      try {
        result = run();
      } finally {
        error = handled(device.popErrorScope());
      }
      if ((await error) !== null)
        throw new OutOfMemoryError(
          `Expected room for ${what}, but the GPU's memory is full. Choose a smaller network or batch.`,
        );
      return result;
    },
  };
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`;

async function compile(
  device: GPUDevice,
  stepLayout: GPUBindGroupLayout,
  code: string,
): Promise<Kernel> {
  // A shader that is refused must not be reported twice, as an uncaught error of the device too.
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code });
  const buffers = device.createBindGroupLayout({ entries: entriesOf(code) });
  const layout = device.createPipelineLayout({ bindGroupLayouts: [buffers, stepLayout] });
  const scope = handled(device.popErrorScope());
  try {
    const pipeline = await device.createComputePipelineAsync({
      layout,
      compute: { module, entryPoint: 'main' },
    });
    return { pipeline, buffers };
  } catch (error) {
    // A device that is lost meanwhile has no words for it.
    const { messages } = await module.getCompilationInfo().catch(() => ({ messages: [] }));
    const said = messages.map(({ message, lineNum }) => `line ${lineNum}: ${message}`).join('; ');
    const why = said || (error instanceof Error ? error.message : String(error));
    throw new Error(`Expected the GPU's compiler to take our shaders, got: ${why}`, {
      cause: error,
    });
  } finally {
    await scope.catch(() => null);
  }
}

/** The storage buffers of group 0, as the shader itself declares them. */
function entriesOf(code: string): GPUBindGroupLayoutEntry[] {
  return Array.from(
    code.matchAll(/@group\(0\) @binding\((\d+)\) var<storage, (read|read_write)>/g),
    ([, binding, access]) => ({
      binding: Number(binding),
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: access === 'read' ? 'read-only-storage' : 'storage' },
    }),
  );
}
