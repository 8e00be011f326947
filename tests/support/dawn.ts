/** WebGPU in Node, through Dawn (`tests/gpu`, installed on demand), for tests and benchmarks. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { thorough } from './thorough';
import {
  openDevice,
  probeAdapter,
  type AdapterProbe,
  type OpenDevice,
} from '../../src/engine/webgpu/device';

interface Dawn {
  create(options: string[]): GPU;
  /** `GPUBufferUsage` and what else a browser has as globals. */
  readonly globals: object;
}

const file = resolve('tests/gpu/node_modules/webgpu/index.js');

/** Null where Dawn is not installed. */
async function loadDawn(): Promise<GPU | null> {
  if (!existsSync(file)) return null;
  const { create, globals } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Dawn;
  Object.assign(globalThis, globals);
  const gpu = create([]);
  // tfjs looks for it there; Node 20 has no navigator at all.
  const navigator = (globalThis as { navigator?: object }).navigator ?? {};
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return gpu;
}

const gpu = await loadDawn();

/** An adapter, which opens one device; null where this machine has none (see `scripts/gpu.mjs`). */
export async function probeGpu(): Promise<AdapterProbe | null> {
  return gpu === null ? null : probeAdapter(gpu);
}

/** Chromium's emulated GPU (`scripts/gpu.mjs`), which in Node costs minutes and in Chromium is tested all the same. */
export const isEmulated = /swiftshader/i.test(process.env['VK_ICD_FILENAMES'] ?? '');

/** For `describe.skipIf`: the tests say what was skipped, and fail for it where tests must not be. */
export const gpuMissing = (await probeGpu()) === null || (isEmulated && !thorough);

/**
 * A device of its own for each file of tests; close it at its end, or the process lives on.
 *
 * @throws Error where there is no adapter
 */
export async function openGpu(): Promise<OpenDevice> {
  const probe = await probeGpu();
  if (probe === null) throw new Error('Expected a WebGPU adapter, got none.');
  return openDevice(probe);
}
