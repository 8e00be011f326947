import { concat, tidy, type Tensor } from '@tensorflow/tfjs-core';

/** Reads a tensor and disposes it; `dataSync` would be a slow detour over a canvas on WebGPU. */
export async function readOnce(tensor: Tensor): Promise<Float32Array<ArrayBuffer>> {
  try {
    return new Float32Array(await tensor.data<'float32'>());
  } finally {
    tensor.dispose();
  }
}

/** Reads several tensors of equal width in one transfer, one below the other, and disposes them. */
export function readRows(tensors: readonly Tensor[]): Promise<Float32Array<ArrayBuffer>> {
  const rows = tidy(() => concat([...tensors], 0));
  tensors.forEach((tensor) => tensor.dispose());
  return readOnce(rows);
}
