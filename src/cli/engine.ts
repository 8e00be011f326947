/** The engines of a terminal: WebAssembly, and WebGPU through Dawn where that is installed. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { Engine } from '../engine/engine';
import { selfCheck } from '../engine/selfCheck';
import { createWasmEngine } from '../engine/wasm/engine';
import { openDevice, probeAdapter } from '../engine/webgpu/device';
import { createWebgpuEngine } from '../engine/webgpu/engine';
import type { StartEngine } from '../worker/handlers';
import { InputError } from './problem';

export const ENGINES = ['wasm', 'webgpu'] as const;

/** The engine on the faster binary that this Node takes. */
export async function openEngine(root: URL): Promise<Engine> {
  const binary = (name: string) =>
    readFile(new URL(`src/engine/wasm/assembly/build/${name}.wasm`, root));
  const relaxed = new Uint8Array(await binary('relaxed'));
  // Node 20 has relaxed SIMD behind a flag, of which later ones would say that they do not know it.
  if (!WebAssembly.validate(relaxed)) setFlagsFromString('--experimental-wasm-relaxed-simd');
  if (WebAssembly.validate(relaxed))
    return createWasmEngine(await WebAssembly.compile(relaxed), true);
  return createWasmEngine(await WebAssembly.compile(new Uint8Array(await binary('plain'))), false);
}

/**
 * The package `webgpu`: Dawn for Node, over 100 MB, and so installed only by those who want it.
 *
 * @returns the address of its module
 * @throws InputError when it lies neither where the user is nor with the program
 */
export function findDawn(root: URL): string {
  for (const folder of [pathToFileURL(`${process.cwd()}/`), root])
    try {
      return pathToFileURL(createRequire(new URL('main.js', folder)).resolve('webgpu')).href;
    } catch {
      // Not there.
    }
  throw new InputError(
    '--engine webgpu: expected Dawn, WebGPU for Node; install it here with npm install --no-save webgpu@0.6.2, or use --engine wasm.',
  );
}

interface Dawn {
  create(options: string[]): GPU;
  /** `GPUBufferUsage` and what else a browser has as globals. */
  readonly globals: object;
}

/** Dawn ends with the process where this is collected as garbage. */
let gpu: GPU | null = null;

async function openGpuEngine(root: URL): Promise<Engine> {
  const { create, globals } = (await import(/* @vite-ignore */ findDawn(root))) as Dawn;
  Object.assign(globalThis, globals);
  const probe = await probeAdapter((gpu ??= create([])));
  if (probe === null) throw new Error('this machine offers no adapter.');
  return createWebgpuEngine(await openDevice(probe));
}

/** Starts the engine that was asked for, which proves itself first; no other takes its place. */
export const startEngineOf =
  (root: URL): StartEngine =>
  async (choice) => {
    const engine = await (choice === 'webgpu' ? openGpuEngine(root) : openEngine(root));
    try {
      await selfCheck(engine);
    } catch (error) {
      engine.dispose();
      throw error;
    }
    return { engine, rejected: [] };
  };
