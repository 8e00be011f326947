import {
  enableProdMode,
  env,
  findBackend,
  registerBackend,
  removeBackend,
  setBackend,
  type KernelBackend,
} from '@tensorflow/tfjs-core';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import type { Engine } from '../engine';
import { openDevice, probeAdapter, type AdapterProbe } from '../webgpu/device';
import { createTfjsEngine } from './tfjsEngine';
import './webgpuKernels';

/**
 * The engine on WebGPU, in a page or a dedicated worker.
 *
 * @param probe an adapter from `probeAdapter()`, for a caller that looked at it first
 */
export async function createWebgpuEngine(probe?: AdapterProbe): Promise<Engine> {
  // The types promise a backend; tfjs answers null.
  if ((findBackend('webgpu') as KernelBackend | null) !== null)
    throw new Error('Expected no WebGPU engine in this thread yet, got one.');
  const found = probe ?? (await probeAdapter());
  if (found === null) throw new Error('Expected a WebGPU adapter, got none.');
  const opened = await openDevice(found);
  const { device, info, name, software, lost } = opened;
  enableProdMode();
  registerBackend('webgpu', () => new WebGPUBackend(device, info));
  // By default tensors of less than 1000 numbers that were never on the GPU are computed in JavaScript, silently:
  // a self-check on a tiny network would then check no shader. Everything goes to the GPU.
  env().set('WEBGPU_CPU_FORWARD', false);
  await setBackend('webgpu');
  return createTfjsEngine({
    info: { kind: 'webgpu', name: `WebGPU: ${name}${software ? ' (software)' : ''}`, software },
    lost,
    release() {
      removeBackend('webgpu');
      opened.close();
    },
  });
}
