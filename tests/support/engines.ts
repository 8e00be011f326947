/** The engines that run in Node, for suites that hold all of them to the same values. */
import type { Engine } from '../../src/engine/engine';
import { createCpuEngine } from '../../src/engine/tfjs/cpu';
import { createTfjsWebgpuEngine } from '../../src/engine/tfjs/webgpu';
import { gpuMissing, openGpu } from './dawn';
import { createNodeWasmEngine } from './wasm';

type NamedEngine = [name: string, create: () => Promise<Engine>];

const GPU_ENGINES: NamedEngine[] = [
  ['tfjs on WebGPU', async () => createTfjsWebgpuEngine(await openGpu())],
];

/** `[name, create]`, for `describe.each`; those on WebGPU where there is an adapter. */
export const ENGINES: NamedEngine[] = [
  ['WebAssembly, relaxed', () => createNodeWasmEngine('relaxed')],
  ['WebAssembly, plain', () => createNodeWasmEngine('plain')],
  ['tfjs in JavaScript', createCpuEngine],
  ...(gpuMissing ? [] : GPU_ENGINES),
];
