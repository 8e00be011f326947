/** The engines that run in Node, for suites that hold all of them to the same values. */
import type { Engine } from '../../src/engine/engine';
import { createCpuEngine } from '../../src/engine/tfjs/cpu';
import { createNodeWasmEngine } from './wasm';

/** `[name, create]`, for `describe.each`. */
export const ENGINES: [name: string, create: () => Promise<Engine>][] = [
  ['WebAssembly, relaxed', () => createNodeWasmEngine('relaxed')],
  ['WebAssembly, plain', () => createNodeWasmEngine('plain')],
  ['tfjs in JavaScript', createCpuEngine],
];
