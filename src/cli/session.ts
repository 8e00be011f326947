/** What the commands on networks begin with: an engine that holds a dataset, and what to measure on it. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CATALOG, isServed, type DatasetId } from '../data/catalog';
import { readCifar } from '../data/cifar';
import type { Dataset } from '../data/dataset';
import { DatasetError } from '../data/idx';
import { readDataset } from '../data/load';
import type { Engine, EvaluatorOptions, Loss } from '../engine/engine';
import { createWasmEngine } from '../engine/wasm/engine';
import type { Surroundings } from './command';
import { readBytes } from './disk';
import type { Given, Options } from './options';
import { InputError } from './problem';

const DATASETS = Object.keys(CATALOG) as DatasetId[];
const LOSSES = ['cross-entropy', 'mse'] as const satisfies readonly Loss[];
const ENGINES = ['wasm', 'webgpu'] as const;
const SPLITS = ['test', 'train'] as const;

export const SESSION_OPTIONS = {
  dataset: { value: DATASETS.join('|'), about: 'the images (fashion-mnist)' },
  data: {
    value: 'FILE',
    about: 'files of cifar-10, which does not come with Isthmus',
    multiple: true,
  },
  normalization: { value: 'MEAN,SD', about: "of all images (the dataset's own)" },
  loss: { value: LOSSES.join('|'), about: 'cross-entropy by default' },
  engine: { value: ENGINES.join('|'), about: 'wasm by default' },
} satisfies Options;

export const MEASURE_OPTIONS = {
  split: { value: SPLITS.join('|'), about: 'where loss and accuracy are measured (test)' },
  samples: { value: 'N', about: 'first images of the split (all)' },
} satisfies Options;

export interface Session {
  readonly engine: Engine;
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
    throw new InputError('--engine webgpu: WebGPU runs in the page only; use --engine wasm.');
  const loss = given.choice('loss', LOSSES) ?? 'cross-entropy';
  const normalization = normalizationOf(given);
  progress('Reading the images');
  const read = await datasetOf(given, root);
  const dataset: Dataset =
    normalization === null
      ? read
      : { ...read, normalization: read.normalization.map(() => normalization) };
  const engine = await openEngine(root);
  await engine.load(dataset);
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

async function datasetOf(given: Given, root: URL): Promise<Dataset> {
  const entry = catalogEntry(given);
  const brought = given.all('data');
  if (!isServed(entry)) {
    const files = await Promise.all(
      brought.map(async (name) => new File([await readBytes(name)], basename(name))),
    );
    if (files.length === 0)
      throw new InputError(
        `--dataset ${entry.id}: expected its files with --data, such as --data cifar-10-binary.tar.gz, got none.`,
      );
    return readCifar(entry, files, new AbortController().signal);
  }
  if (brought.length > 0)
    throw new InputError(`--data: expected it with --dataset cifar-10, got it with ${entry.id}.`);
  return readDataset(entry, async ({ path }) => {
    const zipped = await readBytes(fileURLToPath(new URL(`public/${path}`, root)));
    try {
      return new Uint8Array(await promisify(gunzip)(zipped));
    } catch (error) {
      throw new DatasetError(`${path}: expected a whole gzip file, got one cut short or altered.`, {
        cause: error,
      });
    }
  });
}

/** The engine on the faster binary that this Node takes. */
export async function openEngine(root: URL): Promise<Engine> {
  // Node 20 has relaxed SIMD behind a flag; later ones ignore it.
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  const binary = (name: string) =>
    readFile(new URL(`src/engine/wasm/assembly/build/${name}.wasm`, root));
  const relaxed = new Uint8Array(await binary('relaxed'));
  if (WebAssembly.validate(relaxed))
    return createWasmEngine(await WebAssembly.compile(relaxed), true);
  return createWasmEngine(await WebAssembly.compile(new Uint8Array(await binary('plain'))), false);
}
