import { tensor1d, tidy } from '@tensorflow/tfjs-core';
import { inputSize, type Architecture } from '../../model/architecture';
import { checkChannels } from '../../data/dataset';
import type { DatasetEngine, Engine } from '../engine';
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
  const open = new Set<Disposable>();

  return {
    info: backend.info,
    lost: backend.lost,
    load: (dataset) => Promise.resolve(engineOn(loadedDataset(dataset), open)),
    dispose() {
      open.forEach((holder) => holder.dispose());
      open.clear();
      backend.release();
    },
  };
}

/** What holds tensors. */
interface Disposable {
  dispose(): void;
}

/** @param open what holds tensors, for a dispose of the whole engine */
function engineOn(loaded: LoadedDataset, open: Set<Disposable>): DatasetEngine {
  function datasetFor(architecture: Architecture): LoadedDataset {
    const inputs = inputSize(architecture);
    const { outputs } = architecture;
    const { pixels, classes } = loaded.dataset;
    if (inputs !== pixels || outputs < classes)
      throw new RangeError(
        `Expected a network of ${pixels} inputs and ${classes} outputs, got ${inputs} and ${outputs}.`,
      );
    return loaded;
  }

  /** Remembers the holder; a second dispose of it does nothing. */
  function tracked<T extends Disposable>(holder: T): T {
    open.add(holder);
    return {
      ...holder,
      dispose() {
        if (open.delete(holder)) holder.dispose();
      },
    };
  }

  return {
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
    normalized: (normalization) =>
      attempt(() => {
        checkChannels(normalization, loaded.dataset.normalization.length);
        return engineOn(loadedDataset({ ...loaded.dataset, normalization }), open);
      }),
    // The bytes are the program's own, and no tensors.
    dispose: () => undefined,
  };
}

/** A promise of what `f` answers, rejected when it throws. */
function attempt<T>(f: () => T): Promise<T> {
  return new Promise((resolve) => resolve(f()));
}
