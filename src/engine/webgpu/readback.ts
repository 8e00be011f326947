/** Reads results back through staging buffers, which are kept for the next reading of their size. */
export interface Readback {
  /** Queues the copy behind what was submitted; resolves with the numbers, owned by the caller. */
  floats(source: GPUBuffer, count: number, from?: number): Promise<Float32Array<ArrayBuffer>>;
  release(): void;
}

export function createReadback(device: GPUDevice): Readback {
  const idle = new Map<number, GPUBuffer[]>();
  let released = false;
  return {
    async floats(source, count, from = 0) {
      const size = 4 * count;
      const staging =
        idle.get(size)?.pop() ??
        device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(source, 4 * from, staging, 0, size);
      device.queue.submit([encoder.finish()]);
      try {
        await staging.mapAsync(GPUMapMode.READ);
        const floats = new Float32Array(staging.getMappedRange().slice(0));
        staging.unmap();
        return floats;
      } finally {
        if (released) staging.destroy();
        else idle.set(size, [...(idle.get(size) ?? []), staging]);
      }
    },
    release() {
      released = true;
      for (const buffers of idle.values()) for (const buffer of buffers) buffer.destroy();
      idle.clear();
    },
  };
}
