import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDevice } from '../../src/engine/webgpu/device';
import { countDevice } from './countedDevice';
import { gpuMissing, openGpu } from './dawn';

describe.skipIf(gpuMissing)('WebGPU in Node', () => {
  let opened: OpenDevice;
  beforeAll(async () => {
    opened = await openGpu();
  });
  afterAll(() => opened.close());

  it('runs a shader, and counts what it takes', async () => {
    const { device } = opened;
    const counts = countDevice(device);
    const module = device.createShaderModule({
      code: `@group(0) @binding(0) var<storage, read_write> x: array<u32>;
        @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) { x[id.x] = id.x * id.x; }`,
    });
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
    const buffer = device.createBuffer({ size: 256, usage });
    const read = device.createBuffer({
      size: 256,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [{ binding: 0, resource: { buffer } }],
      }),
    );
    pass.dispatchWorkgroups(1);
    pass.end();
    encoder.copyBufferToBuffer(buffer, 0, read, 0, 256);
    device.queue.submit([encoder.finish()]);
    await read.mapAsync(GPUMapMode.READ);
    expect(Array.from(new Uint32Array(read.getMappedRange()))).toEqual(
      Array.from({ length: 64 }, (_, i) => i * i),
    );
    expect(counts).toMatchObject({ dispatches: 1, submits: 1, buffers: 2, bytes: 512 });
    buffer.destroy();
    buffer.destroy();
    expect(counts).toMatchObject({ dispatches: 1, submits: 1, buffers: 1, bytes: 256 });
  });
});
