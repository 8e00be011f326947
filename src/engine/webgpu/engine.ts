import { inputSize, type Architecture } from '../../model/architecture';
import type { DatasetEngine, Engine } from '../engine';
import { loadData, type LoadedData } from './data';
import type { OpenDevice } from './device';
import { createEvaluator } from './evaluator';
import { createGpu, type Gpu } from './gpu';
import { gradientsOf } from './gradient';
import { logitsOf } from './logits';
import { momentsOf } from './moments';
import { createTrainer } from './trainer';

/** An engine of our own shaders on an open device, which it closes when it is disposed of. */
export function createWebgpuEngine(opened: OpenDevice): Engine {
  const { device, name, software, lost } = opened;
  const gpu = createGpu(device, software);
  return {
    info: { kind: 'webgpu', name: `WebGPU: ${name}${software ? ' (software)' : ''}`, software },
    lost,
    load: async (dataset) => engineOn(gpu, await loadData(gpu, dataset)),
    // The device frees what it holds when it is closed.
    dispose: () => opened.close(),
  };
}

function engineOn(gpu: Gpu, data: LoadedData): DatasetEngine {
  /** The dataset, when the network reads its images. */
  const dataFor = (architecture: Architecture): LoadedData => {
    data.check();
    const inputs = inputSize(architecture);
    if (inputs !== data.pixels)
      throw new RangeError(
        `Expected a network of ${data.pixels} inputs, as the images have, got ${inputs}.`,
      );
    return data;
  };

  return {
    evaluator: async (options) => createEvaluator(gpu, dataFor(options.architecture), options),
    gradient: async (options) => gradientsOf(gpu, dataFor(options.architecture), options),
    trainer: async (options) => createTrainer(gpu, dataFor(options.architecture), options),
    moments: async (options) => momentsOf(gpu, dataFor(options.architecture), options),
    logits: async (architecture, weights, split, samples) =>
      logitsOf(gpu, dataFor(architecture), architecture, weights, split, samples),
    normalized: async (normalization) => engineOn(gpu, await data.normalized(normalization)),
    dispose: () => data.release(),
  };
}
