/** What the commands on networks begin with: a thread that runs jobs on a dataset, and what to measure on it. */
import { CATALOG, type DatasetId } from '../data/catalog';
import { entryOf, nameIn, type DatasetName } from '../data/named';
import type { Split } from '../data/dataset';
import { isPointShape, POINT_SHAPES, type PointSettings } from '../data/points';
import type { Loss } from '../engine/engine';
import { parsePoints } from '../jobs/dataSettings';
import type { DataSettings, JobMap, JobName } from '../jobs/jobs';
import { store } from '../worker/storage';
import type { Surroundings } from './command';
import { DATA_OPTION, datasetFrom } from './dataset';
import { ENGINES } from './engine';
import { normalizationFrom, NORMALIZATION_OPTION } from './normalization';
import type { Given, Options } from './options';
import { InputError } from './problem';
import { ownDataFrom } from './ownData';
import { openThreads } from './threads';

const DATASETS = Object.keys(CATALOG) as DatasetId[];
const LOSSES = ['cross-entropy', 'mse'] as const satisfies readonly Loss[];
const SPLITS = ['test', 'train'] as const satisfies readonly Split[];

export const SESSION_OPTIONS = {
  dataset: { value: DATASETS.join('|'), about: 'the images (fashion-mnist)' },
  draw: {
    value: 'JSON',
    about: `how points of a square are drawn: '{"seed":1,"noise":0.05,"count":1000,"classes":2}'`,
  },
  ...DATA_OPTION,
  ...NORMALIZATION_OPTION,
  loss: { value: LOSSES.join('|'), about: 'cross-entropy by default' },
  engine: { value: ENGINES.join('|'), about: 'wasm by default' },
} satisfies Options;

export const MEASURE_OPTIONS = {
  split: { value: SPLITS.join('|'), about: 'where loss and accuracy are measured (test)' },
  samples: { value: 'N', about: 'first images of the split (all)' },
} satisfies Options;

/** A thread that holds the dataset and runs jobs, as the page's workers do. */
export interface Session {
  /** The images, as jobs name them. */
  readonly data: DataSettings;
  readonly loss: Loss;
  /** Images of each split. */
  readonly counts: Readonly<Record<Split, number>>;
  /**
   * @param words how far the job is; shown in place of what was shown before
   * @throws InputError where the job refuses the networks or settings, and where a descent diverges
   */
  run<Name extends JobName>(
    name: Name,
    request: JobMap[Name]['request'],
    words?: (progress: JobMap[Name]['progress']) => string,
  ): Promise<JobMap[Name]['result']>;
}

/** The dataset that options name. */
async function datasetIn(given: Given): Promise<DatasetName> {
  const dataset = given.choice('dataset', DATASETS) ?? 'fashion-mnist';
  const text = given.text('draw');
  if (dataset === 'own' && text === undefined)
    return { dataset, own: (await ownDataFrom(given.all('data'))).own };
  if (text === undefined) return { dataset };
  if (!isPointShape(dataset))
    throw new InputError(
      `--draw: expected it with --dataset ${POINT_SHAPES.join(' or ')}, got it with ${dataset}.`,
    );
  return nameIn({ dataset, points: pointsFrom(text) });
}

function pointsFrom(text: string): PointSettings {
  try {
    return parsePoints(JSON.parse(text));
  } catch (error) {
    const why = error instanceof RangeError ? error.message : `expected JSON, got ${text}.`;
    throw new InputError(`--draw: ${why}`, { cause: error });
  }
}

export const catalogEntry = async (given: Given) => entryOf(await datasetIn(given));

/** What an error is called that follows from networks and settings. */
const OF_SETTINGS: readonly string[] = ['RangeError', 'DivergedError'];

/** Opens a session for some work, and ends its thread after it. */
export async function inSession<Result>(
  given: Given,
  { root, progress, note }: Surroundings,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  if (given.choice('engine', ENGINES) === 'webgpu')
    throw new InputError(
      '--engine webgpu: WebGPU runs in the page, and here for run and sweep alone; use --engine wasm.',
    );
  const loss = given.choice('loss', LOSSES) ?? 'cross-entropy';
  const name = await datasetIn(given);
  const normalization = normalizationFrom(given, entryOf(name));
  const onEngine = () => undefined;
  const { pool, close } = openThreads(root, { processors: 1, onNotice: note, onEngine });
  try {
    progress('Reading the images');
    const [dataset] = await Promise.all([
      datasetFrom(name, given.all('data'), root),
      pool.start('wasm'),
    ]);
    pool.provide(name, store(dataset));
    return await work({
      data: { ...name, normalization },
      loss,
      counts: { train: dataset.train.count, test: dataset.test.count },
      async run(name, request, words) {
        try {
          return await pool.run(name, request, {
            onProgress: (now) => {
              if (words !== undefined) progress(words(now));
            },
          });
        } catch (error) {
          if (error instanceof Error && OF_SETTINGS.includes(error.name))
            throw new InputError(error.message, { cause: error });
          throw error;
        }
      },
    });
  } finally {
    close();
  }
}

/** Where loss and accuracy are measured. */
export function measuredOn(
  given: Given,
  { counts }: Session,
): { readonly split: Split; readonly samples: number } {
  const split = given.choice('split', SPLITS) ?? 'test';
  const count = counts[split];
  return {
    split,
    samples: given.number('samples', { least: 1, most: count, whole: true }) ?? count,
  };
}
