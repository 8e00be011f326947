/** What the commands on networks begin with: an engine that holds a dataset, and what to measure on it. */
import { CATALOG, type DatasetId } from '../data/catalog';
import type { Dataset } from '../data/dataset';
import type { DatasetEngine, EvaluatorOptions, Loss } from '../engine/engine';
import type { Surroundings } from './command';
import { DATA_OPTION, datasetFrom } from './dataset';
import { ENGINES, openEngine } from './engine';
import type { Given, Options } from './options';
import { InputError } from './problem';

const DATASETS = Object.keys(CATALOG) as DatasetId[];
const LOSSES = ['cross-entropy', 'mse'] as const satisfies readonly Loss[];
const SPLITS = ['test', 'train'] as const;

export const SESSION_OPTIONS = {
  dataset: { value: DATASETS.join('|'), about: 'the images (fashion-mnist)' },
  ...DATA_OPTION,
  normalization: { value: 'MEAN,SD', about: "of all images (the dataset's own)" },
  loss: { value: LOSSES.join('|'), about: 'cross-entropy by default' },
  engine: { value: ENGINES.join('|'), about: 'wasm by default' },
} satisfies Options;

export const MEASURE_OPTIONS = {
  split: { value: SPLITS.join('|'), about: 'where loss and accuracy are measured (test)' },
  samples: { value: 'N', about: 'first images of the split (all)' },
} satisfies Options;

export interface Session {
  readonly engine: DatasetEngine;
  readonly dataset: Dataset;
  readonly loss: Loss;
}

export const catalogEntry = (given: Given) =>
  CATALOG[given.choice('dataset', DATASETS) ?? 'fashion-mnist'];

export async function openSession(
  given: Given,
  { root, progress }: Surroundings,
): Promise<Session> {
  if (given.choice('engine', ENGINES) === 'webgpu')
    throw new InputError(
      '--engine webgpu: WebGPU runs in the page, and here for run and sweep alone; use --engine wasm.',
    );
  const loss = given.choice('loss', LOSSES) ?? 'cross-entropy';
  const normalization = normalizationOf(given);
  progress('Reading the images');
  const read = await datasetFrom(catalogEntry(given), given.all('data'), root);
  const dataset: Dataset =
    normalization === null
      ? read
      : { ...read, normalization: read.normalization.map(() => normalization) };
  const engine = await (await openEngine(root)).load(dataset);
  return { engine, dataset, loss };
}

/** Where loss and accuracy are measured. */
export function measuredOn(
  given: Given,
  { dataset }: Session,
): Pick<EvaluatorOptions, 'split' | 'samples'> {
  const split = given.choice('split', SPLITS) ?? 'test';
  const { count } = dataset[split];
  return {
    split,
    samples: given.number('samples', { least: 1, most: count, whole: true }) ?? count,
  };
}

function normalizationOf(given: Given) {
  const numbers = given.numbers('normalization');
  if (numbers === undefined) return null;
  const [mean, standardDeviation, ...more] = numbers;
  if (mean === undefined || standardDeviation === undefined || more.length > 0)
    throw new InputError(
      `--normalization: expected two numbers, mean and standard deviation, got ${numbers.length}.`,
    );
  if (!(standardDeviation > 0))
    throw new InputError(
      `--normalization: expected a standard deviation above 0, got ${standardDeviation}.`,
    );
  return { mean, standardDeviation };
}
