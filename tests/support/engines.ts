/** The engines that run in Node, for suites that hold all of them to the same values. */
import type { Engine } from '../../src/engine/engine';
import { createCpuEngine } from '../../src/engine/tfjs/cpu';
import { createTfjsWebgpuEngine } from '../../src/engine/tfjs/webgpu';
import { createWebgpuEngine } from '../../src/engine/webgpu/engine';
import { gpuMissing, isEmulated, openGpu } from './dawn';
import { thorough } from './thorough';
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

/**
 * Those that are held to PyTorch's values on thousands of images: the binaries of WebAssembly (without repeating, the one
 * that Chromium runs), and a GPU. Plain JavaScript and an emulated GPU are held to the oracle, the latter in Chromium to
 * PyTorch, too.
 */
export const GOLDEN_ENGINES = ENGINES.filter(
  ([name]) =>
    name === 'WebAssembly, relaxed' ||
    (name === 'WebAssembly, plain' && thorough) ||
    (name === 'WebGPU' && !isEmulated),
);

/** tfjs on our device: on a software adapter it takes a second for a few steps. */
export const createTfjsOnGpu = async (): Promise<Engine> => createTfjsWebgpuEngine(await openGpu());
