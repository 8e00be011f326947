import { inputSize, type Architecture } from '../../model/architecture';
import type { DatasetEngine, Engine } from '../engine';
import { createArena } from './arena';
import { loadData, type Device, type LoadedData } from './data';
import { createEvaluator } from './evaluator';
import { gradientsOf } from './gradient';
import { instantiate } from './kernels';
import { logitsOf } from './logits';
import { momentsOf } from './moments';
import { promised } from './promised';
import { createTrainer } from './trainer';

/**
 * An engine on one thread over the kernels of `assembly/`. Everything is computed within the call.
 *
 * @param module one of the two binaries of `npm run kernels`
 * @param relaxed whether it is the one with relaxed SIMD; only shown on the page
 */
export async function createWasmEngine(
  module: WebAssembly.Module,
  relaxed: boolean,
): Promise<Engine> {
  const kernels = await instantiate(module);
  const device: Device = { kernels, arena: createArena(kernels.memory) };
  return {
    info: {
      kind: 'wasm',
      name: relaxed ? 'WebAssembly SIMD, relaxed' : 'WebAssembly SIMD',
      software: false,
    },
    lost: new Promise(() => undefined),
    load: (dataset) =>
      promised(() =>
        engineOn(
          device,
          device.arena.attempt(() => loadData(device, dataset)),
        ),
      ),
    // Its memory is garbage with it.
    dispose: () => undefined,
  };
}

function engineOn(device: Device, data: LoadedData): DatasetEngine {
  /** Computes, and leaves no memory taken when that fails. */
  const attempt = <T>(compute: () => T) =>
    promised(() => {
      data.check();
      return device.arena.attempt(compute);
    });

  /** The dataset, when the network reads its images. */
  const dataFor = (architecture: Architecture): LoadedData => {
    const inputs = inputSize(architecture);
    if (inputs !== data.pixels)
      throw new RangeError(
        `Expected a network of ${data.pixels} inputs, as the images have, got ${inputs}.`,
      );
    if (architecture.kind === 'cnn' && architecture.channels !== data.channels)
      throw new RangeError(
        `Expected a network of ${data.channels} input channels, as the images have, got ${architecture.channels}.`,
      );
    return data;
  };

  return {
    evaluator: (options) =>
      attempt(() => createEvaluator(device, dataFor(options.architecture), options)),
    gradient: (options) =>
      attempt(() => gradientsOf(device, dataFor(options.architecture), options)),
    trainer: (options) =>
      attempt(() => createTrainer(device, dataFor(options.architecture), options)),
    moments: (options) => attempt(() => momentsOf(device, dataFor(options.architecture), options)),
    logits: (architecture, weights, split, samples) =>
      attempt(() => logitsOf(device, dataFor(architecture), architecture, weights, split, samples)),
    normalized: (normalization) => attempt(() => engineOn(device, data.normalized(normalization))),
    dispose: () => data.release(),
  };
}
