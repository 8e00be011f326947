/** The engines that run in Node, for suites that hold all of them to the same values. */
import type { Engine } from '../../src/engine/engine';
import { createCpuEngine } from '../../src/engine/tfjs/cpu';
import { createTfjsWebgpuEngine } from '../../src/engine/tfjs/webgpu';
import { createWebgpuEngine } from '../../src/engine/webgpu/engine';
import { gpuMissing, openGpu } from './dawn';
import { createNodeWasmEngine } from './wasm';

/** `slow` ones take minutes for a convolutional network on thousands of images. */
type NamedEngine = [name: string, create: () => Promise<Engine>, slow: boolean];

const WEBGPU: NamedEngine = ['WebGPU', async () => createWebgpuEngine(await openGpu()), true];

const TFJS_ON_WEBGPU: NamedEngine = [
  'tfjs on WebGPU',
  async () => createTfjsWebgpuEngine(await openGpu()),
  true,
];

/** Those that are held to PyTorch's values, for `describe.each`; on WebGPU where there is an adapter. */
export const GOLDEN_ENGINES: NamedEngine[] = [
  ['WebAssembly, relaxed', () => createNodeWasmEngine('relaxed'), false],
  ['WebAssembly, plain', () => createNodeWasmEngine('plain'), false],
  ['tfjs in JavaScript', createCpuEngine, true],
  ...(gpuMissing ? [] : [WEBGPU]),
];

/** All, also tfjs on our device, which shows on small networks what it can. */
export const ENGINES: NamedEngine[] = [...GOLDEN_ENGINES, ...(gpuMissing ? [] : [TFJS_ON_WEBGPU])];
