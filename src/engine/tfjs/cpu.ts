import '@tensorflow/tfjs-backend-cpu/dist/index';
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import type { Engine } from '../engine';
import { createTfjsEngine } from './tfjsEngine';

/** The engine in plain JavaScript: slow, and right without any GPU. For tests. */
export async function createCpuEngine(): Promise<Engine> {
  enableProdMode();
  await setBackend('cpu');
  return createTfjsEngine({
    info: { kind: 'cpu', name: 'JavaScript', software: false },
    lost: new Promise(() => undefined),
    // tfjs registers this backend once when it is imported; another engine may need it.
    release: () => undefined,
  });
}
