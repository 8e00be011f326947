import { inputSize, type Architecture } from '../../model/architecture';
import type { Engine } from '../engine';
import { placeData, type PlacedData } from './data';
import type { OpenDevice } from './device';
import { createEvaluator } from './evaluator';
import { createGpu } from './gpu';
import { gradientsOf } from './gradient';
import { logitsOf } from './logits';
import { momentsOf } from './moments';
import { createTrainer } from './trainer';

/** An engine of our own shaders on an open device, which it closes when it is disposed of. */
export function createWebgpuEngine(opened: OpenDevice): Engine {
  const { device, name, software, lost } = opened;
  const gpu = createGpu(device, software);
  let placed: PlacedData | null = null;

  /** The dataset, when the network reads its images. */
  const dataFor = (architecture: Architecture): PlacedData => {
    if (placed === null) throw new Error('Expected load() to be called first.');
    const inputs = inputSize(architecture);
    if (inputs !== placed.pixels)
      throw new RangeError(
        `Expected a network of ${placed.pixels} inputs, as the images have, got ${inputs}.`,
      );
    return placed;
  };

  return {
    info: { kind: 'webgpu', name: `WebGPU: ${name}${software ? ' (software)' : ''}`, software },
    lost,
    async load(dataset) {
      placed?.release();
      placed = null;
      placed = await placeData(gpu, dataset);
    },
    evaluator: async (options) => createEvaluator(gpu, dataFor(options.architecture), options),
    gradient: async (options) => gradientsOf(gpu, dataFor(options.architecture), options),
    trainer: async (options) => createTrainer(gpu, dataFor(options.architecture), options),
    moments: async (options) => momentsOf(gpu, dataFor(options.architecture), options),
    logits: async (architecture, weights, split, samples) =>
      logitsOf(gpu, dataFor(architecture), architecture, weights, split, samples),
    dispose() {
      placed?.release();
      placed = null;
      opened.close();
    },
  };
}
