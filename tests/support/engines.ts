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

/** `[name, create, slow]`, for `describe.each`; on WebGPU where there is an adapter. */
export const ENGINES: NamedEngine[] = [
  ['WebAssembly, relaxed', () => createNodeWasmEngine('relaxed'), false],
  ['WebAssembly, plain', () => createNodeWasmEngine('plain'), false],
  ['tfjs in JavaScript', createCpuEngine, true],
  ...(gpuMissing ? [] : [WEBGPU]),
];

/** tfjs on our device: on a software adapter it takes a second for a few steps. */
export const createTfjsOnGpu = async (): Promise<Engine> => createTfjsWebgpuEngine(await openGpu());
