import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import type { Mlp } from '../../../src/model/architecture';
import type { OpenDevice } from '../../../src/engine/webgpu/device';
import { createWebgpuEngine } from '../../../src/engine/webgpu/engine';
import { createGpu } from '../../../src/engine/webgpu/gpu';
import { countDevice } from '../../support/countedDevice';
import { gpuMissing, openGpu } from '../../support/dawn';
import { engineOn } from '../../support/engineOn';
import { patterns } from '../../support/patterns';

describe.skipIf(gpuMissing)('a device', () => {
  let opened: OpenDevice;
  beforeAll(async () => {
    opened = await openGpu();
  });
  afterAll(() => opened.close());

  it("hands on the compiler's words, and is not lost for it", async () => {
    const gpu = createGpu(opened.device, true);
    let lost: string | null = null;
    void opened.lost.then((why) => (lost = why));
    const code = '@compute @workgroup_size(1) fn main() { let x: u32 = nowhere; }';
    await expect(gpu.kernel(code)).rejects.toThrow(/compiler.*line 1: unresolved value 'nowhere'/);
    await opened.device.queue.onSubmittedWorkDone();
    expect(lost).toBeNull();
  });

  it('says that its memory is full, with the sizes, and holds nothing back', async () => {
    const { device } = opened;
    const counts = countDevice(device);
    const engine = await engineOn(
      createWebgpuEngine({ ...opened, close: () => undefined }),
      patterns({ pixels: 16, classes: 4, train: 20, test: 20 }),
    );
    const architecture: Mlp = {
      kind: 'mlp',
      inputs: 16,
      hidden: [9],
      outputs: 4,
      activation: 'relu',
    };
    const before = counts.buffers;
    const pop = device.popErrorScope.bind(device);
    device.popErrorScope = async () => {
      await pop();
      return new GPUOutOfMemoryError('');
    };
    const basis = [initialise(architecture, 'he-normal', randomFrom(1))];
    const options = { architecture, loss: 'cross-entropy', basis } as const;
    const full = { name: 'OutOfMemoryError', message: /16-9-4 of 193 parameters.*memory is full/ };
    await expect(
      engine.trainer({
        ...options,
        optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0, weightDecay: 0 },
        free: [true],
        networks: 1,
      }),
    ).rejects.toMatchObject(full);
    await expect(
      engine.evaluator({ ...options, split: 'test', samples: 20 }),
    ).rejects.toMatchObject(full);
    expect(counts.buffers).toBe(before);
    device.popErrorScope = pop;
    engine.dispose();
    expect(counts.buffers).toBe(0);
  });

  it('that ends while a trainer is being made fails that, and nothing that nobody waits for', async () => {
    const own = await openGpu();
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listen);
    const engine = await engineOn(
      createWebgpuEngine(own),
      patterns({ pixels: 16, classes: 4, train: 20, test: 20 }),
    );
    const architecture: Mlp = {
      kind: 'mlp',
      inputs: 16,
      hidden: [11],
      outputs: 4,
      activation: 'relu',
    };
    own.device.popErrorScope = () => Promise.reject(new Error('The instance is gone.'));
    own.device.createComputePipelineAsync = () => Promise.reject(new Error('The device is gone.'));
    const basis = [initialise(architecture, 'he-normal', randomFrom(1))];
    const evaluator = engine.evaluator({
      architecture,
      loss: 'mse',
      basis,
      split: 'test',
      samples: 20,
    });
    await expect(evaluator).rejects.toThrow('gone');
    await expect(engine.logits(architecture, basis[0]!, 'test', 20)).rejects.toThrow('gone');
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('unhandledRejection', listen);
    own.close();
    expect(unhandled).toEqual([]);
  });
});
