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
import type { OpenDevice } from '../webgpu/device';
import { createTfjsEngine } from './tfjsEngine';
import './webgpuKernels';

/** An engine of plain tfjs ops on an open device, which it closes when it is disposed of; one in a thread at a time. */
export async function createTfjsWebgpuEngine(opened: OpenDevice): Promise<Engine> {
  // The types promise a backend; tfjs answers null.
  if ((findBackend('webgpu') as KernelBackend | null) !== null)
    throw new Error('Expected no tfjs engine on WebGPU in this thread yet, got one.');
  const { device, info, name, software, lost } = opened;
  enableProdMode();
  registerBackend('webgpu', () => new WebGPUBackend(device, info));
  // By default tensors of less than 1000 numbers that were never on the GPU are computed in JavaScript, silently:
  // a self-check on a tiny network would then check no shader. Everything goes to the GPU.
  env().set('WEBGPU_CPU_FORWARD', false);
  // Where a backend does not start, tfjs goes on with another one.
  if (!(await setBackend('webgpu')))
    throw new Error('Expected TensorFlow.js to start on WebGPU, got its refusal.');
  const words = `WebGPU through TensorFlow.js: ${name}${software ? ' (software)' : ''}`;
  return createTfjsEngine({
    info: { kind: 'webgpu', name: words, software },
    lost,
    release() {
      removeBackend('webgpu');
      opened.close();
    },
  });
}
