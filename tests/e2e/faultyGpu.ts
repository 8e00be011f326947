/** A GPU that misbehaves: the production worker with a few lines before it, which change WebGPU itself. */
import type { Page } from '@playwright/test';

declare global {
  /** In a worker that began with {@link KEEP_DEVICE}: the device that was opened last. */
  var openedDevice: GPUDevice | undefined;
  /** In a worker that began with {@link noRoomFor}: how many buffers it was refused. */
  var refusedBuffers: number | undefined;
}

/** Lets a test lose the device by {@link loseDevice}. */
export const KEEP_DEVICE = `
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...of) {
    return (globalThis.openedDevice = await requestDevice.apply(this, of));
  };
`;

/** A browser without an adapter. */
export const NO_ADAPTER = `GPU.prototype.requestAdapter = async () => null;`;

/** An adapter that passes for a real GPU, whatever it is. */
export const REAL_GPU = `
  Object.defineProperty(GPUAdapter.prototype, 'info', {
    value: { vendor: 'acme', architecture: 'g1', device: '', description: '', isFallbackAdapter: false },
  });
`;

/** Changes every shader of ours, or of ours and TensorFlow.js's, before it is compiled. */
const changeShaders = (whose: 'ours' | 'all', change: string) => `
  const createShaderModule = GPUDevice.prototype.createShaderModule;
  GPUDevice.prototype.createShaderModule = function ({ code, ...rest }) {
    const ours = code.includes('struct Step');
    const changed = ours || ${whose === 'all'} ? (${change})(code) : code;
    return createShaderModule.call(this, { ...rest, code: changed });
  };
`;

/** A compiler that takes none of our shaders. */
export const NO_COMPILER = changeShaders('ours', `(code) => code + ' nonsense'`);

/** A GPU that computes something else than what it is told. */
export const WRONG_RESULTS = changeShaders('all', `(code) => code.replaceAll('exp(', 'sin(')`);

/** A GPU without room for the first so many buffers of such sizes, in bytes. */
export const noRoomFor = (bytes: readonly number[], buffers: number) => `
  const { createBuffer, popErrorScope } = GPUDevice.prototype;
  let full = false;
  let left = ${buffers};
  GPUDevice.prototype.createBuffer = function (descriptor) {
    if ([${bytes.join(', ')}].includes(descriptor.size) && left-- > 0) {
      full = true;
      globalThis.refusedBuffers = (globalThis.refusedBuffers ?? 0) + 1;
    }
    return createBuffer.call(this, descriptor);
  };
  GPUDevice.prototype.popErrorScope = async function () {
    const mine = full;
    full = false;
    const error = await popErrorScope.call(this);
    return mine ? new GPUOutOfMemoryError('no room') : error;
  };
`;

/** Every worker of the page begins with these lines. */
export async function beginWorkersWith(page: Page, ...lines: readonly string[]): Promise<void> {
  await page.route(/\/assets\/main-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const blocks = lines.map((line) => `{${line}}`).join('\n');
    await route.fulfill({ response, body: `${blocks}\n${await response.text()}` });
  });
}

/** Loses the device of the page's GPU worker, as a driver's update would. */
export async function loseDevice(page: Page): Promise<void> {
  for (const worker of page.workers())
    await worker.evaluate(() => globalThis.openedDevice?.destroy());
}

/** How many buffers {@link noRoomFor} has refused. */
export async function refusedBuffers(page: Page): Promise<number> {
  const counts = page.workers().map((worker) => worker.evaluate(() => globalThis.refusedBuffers));
  return (await Promise.all(counts)).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
