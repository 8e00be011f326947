import { tensor1d, tidy } from '@tensorflow/tfjs-core';
import { inputSize, type Architecture } from '../../model/architecture';
import type { Dataset } from '../../data/dataset';
import type { Engine } from '../engine';
import type { Backend } from './backend';
import { chunksOf, firstIndices } from './chunks';
import { createEvaluator } from './evaluator';
import { gradients } from './gradients';
import { moments } from './moments';
import { forward, layersOf } from './network';
import { readRows } from './read';
import { loadedDataset, type LoadedDataset } from './samples';
import { createTrainer } from './trainer';

/**
 * An engine of plain tfjs ops: the oracle of the faster engines, and the general path. tfjs keeps one current
 * backend a thread, so a thread has one such engine at a time.
 */
export function createTfjsEngine(backend: Backend): Engine {
  let loaded: LoadedDataset | null = null;
  const open = new Set<{ dispose(): void }>();

  function datasetFor(architecture: Architecture): LoadedDataset {
    const inputs = inputSize(architecture);
    const { outputs } = architecture;
    if (loaded === null) throw new Error('Expected a loaded dataset, got none.');
    const { pixels, classes } = loaded.dataset;
    if (inputs !== pixels || outputs < classes)
      throw new RangeError(
        `Expected a network of ${pixels} inputs and ${classes} outputs, got ${inputs} and ${outputs}.`,
      );
    return loaded;
  }

  /** Remembers what holds tensors, for a dispose of the whole engine; a second dispose does nothing. */
  function tracked<T extends { dispose(): void }>(holder: T): T {
    open.add(holder);
    return {
      ...holder,
      dispose() {
        if (open.delete(holder)) holder.dispose();
      },
    };
  }

  return {
    info: backend.info,
    lost: backend.lost,
    load(dataset: Dataset) {
      loaded = loadedDataset(dataset);
      return Promise.resolve();
    },
    evaluator: (options) =>
      attempt(() => tracked(createEvaluator(datasetFor(options.architecture), options))),
    async gradient(options) {
      return gradients(datasetFor(options.architecture), options);
    },
    trainer: (options) =>
      attempt(() => tracked(createTrainer(datasetFor(options.architecture), options))),
    async moments(options) {
      return moments(datasetFor(options.architecture), options);
    },
    async logits(architecture, weights, split, samples) {
      const data = datasetFor(architecture);
      const rows = chunksOf(architecture, firstIndices(samples)).map((indices) =>
        tidy(() => {
          const layers = layersOf(architecture, tensor1d(weights.slice()));
          return forward(architecture, layers, data.inputs(split, indices)).logits;
        }),
      );
      return readRows(rows);
    },
    dispose() {
      open.forEach((holder) => holder.dispose());
      open.clear();
      loaded = null;
      backend.release();
    },
  };
}

/** A promise of what `f` answers, rejected when it throws. */
function attempt<T>(f: () => T): Promise<T> {
  return new Promise((resolve) => resolve(f()));
}
