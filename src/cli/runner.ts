/** Runs experiments by the page's own pipeline, several side by side where there are several. */
import { setMaxListeners } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../../package.json';
import type { EngineStart } from '../client/workerPool';
import type { Weights } from '../model/weights';
import { planOfExperiment, type Experiment } from '../pipeline/experiment';
import { createResultCache, type AnyResult } from '../pipeline/results';
import { createRunner, type Runner } from '../pipeline/runner';
import type { Failure, Recipe } from '../pipeline/state';
import { datasetsIn, withoutRepeats } from '../pipeline/task';
import { checkSize } from '../pipeline/tasks/network';
import type { NetworkFile } from '../pipeline/tasks/types';
import { digestOf, store } from '../worker/storage';
import type { Surroundings } from './command';
import { datasetFrom } from './dataset';
import { exists } from './disk';
import { InputError, orInputError } from './problem';
import { openThreads } from './threads';
import { readWeightsAt } from './weights';

/** What a plan came to, by the ids of its tasks. */
export interface Outcome {
  readonly done: Readonly<Record<string, AnyResult & { readonly recipe: Recipe }>>;
  /** Why a task failed; those that need it are not there at all. */
  readonly failed: Readonly<Record<string, Failure>>;
}

/** Whether a failure follows from the settings, so that it would come again. */
export const isOfSettings = ({ name }: Failure) => ['DivergedError', 'RangeError'].includes(name);

export interface RunnerOptions {
  readonly engine: 'wasm' | 'webgpu';
  readonly threads: number;
  /** Files of a dataset that does not come with the program. */
  readonly data: readonly string[];
  /** That weights files of an experiment are relative to. */
  readonly folder: string;
}

export interface ExperimentRun {
  /** For the line that says what runs; may be empty. */
  readonly title: string;
  readonly experiment: Experiment;
  /** Tasks that are wanted, with all that they need. */
  readonly only: readonly string[];
}

/** Bytes of results that experiments share, those of trainings included. */
const RESULTS = 2 ** 29;

/**
 * Runs experiments, as many side by side as there are threads; all of them share the threads, so that none is idle while
 * there is work, and the results that several ask for.
 *
 * @param onOutcome called at the end of each, before another takes its place
 * @throws InputError where the engine cannot be had
 */
export async function runExperiments<One extends ExperimentRun>(
  runs: readonly One[],
  { engine, threads, data, folder }: RunnerOptions,
  { root, progress, note }: Surroundings,
  onOutcome: (run: One, outcome: Outcome) => Promise<void>,
): Promise<void> {
  if (runs.length === 0) return;
  // Every job that waits listens to a signal, which Node takes for a leak.
  setMaxListeners(0);
  const folders = [folder, fileURLToPath(new URL('experiments/', root))];
  await orInputError(() => checkNetworkFiles(runs, folders));
  let started: EngineStart | null = null;
  const { pool, close } = openThreads(root, {
    processors: threads,
    onNotice: note,
    onEngine: (start) => (started = start),
  });
  try {
    progress('Starting the engine');
    started = await pool.start(engine);
    if (started.info.kind !== engine)
      throw new InputError(`--engine ${engine}: ${started.rejected.join(' ')} Use --engine wasm.`);
    let ended = 0;
    const runner = createRunner(pool, createResultCache(RESULTS));
    progress('Reading the images');
    for (const name of withoutRepeats(
      runs.flatMap(({ experiment }) => datasetsIn(planOfExperiment(experiment))),
    ))
      pool.provide(name, store(await datasetFrom(name, data, root)));
    /** What was said of files, which many experiments may read. */
    const noted = new Set<string>();
    const queue = [...runs];
    const workThrough = async () => {
      for (let run = queue.shift(); run !== undefined; run = queue.shift()) {
        const of = runs.length === 1 ? '' : `${ended} of ${runs.length} done; `;
        const words = of + (run.title === '' ? '' : `${run.title}: `);
        const outcome = await runOne(
          run,
          { folders, runner },
          {
            engine: () => started?.info.name ?? '',
            progress: (text) => progress(words + text),
            finished: (text) => {
              if (runs.length === 1) note(text);
            },
            note(text) {
              if (!noted.has(text)) note(text);
              noted.add(text);
            },
          },
        );
        ended++;
        await onOutcome(run, outcome);
      }
    };
    await Promise.all(Array.from({ length: pool.size }, workThrough));
  } finally {
    close();
  }
}

async function runOne(
  { experiment, only }: ExperimentRun,
  { folders, runner }: { readonly folders: readonly string[]; readonly runner: Runner },
  host: {
    engine(): string;
    progress(text: string): void;
    finished(text: string): void;
    note(text: string): void;
  },
): Promise<Outcome> {
  const done: Record<string, Outcome['done'][string]> = {};
  const failed: Record<string, Failure> = {};
  const started = performance.now();
  const { signal } = new AbortController();
  const made = () => ({ engine: host.engine(), version });
  await runner.run(planOfExperiment(experiment), only, {
    signal,
    made,
    read: (file) => readImported(folders, file, host.note),
    finished: () => null,
    onRunning({ title }, progress) {
      const share = shareOf(progress);
      host.progress(title + (share === null ? '' : ` ${Math.floor(100 * share)} %`));
    },
    onDone({ id, job, title }, value) {
      done[id] = { job, value, recipe: { experiment, ...made() } };
      const seconds = (performance.now() - started) / 1000;
      host.finished(`${title} done after ${seconds.toFixed(1)} s`);
    },
    onFailed: ({ id }, error) => void (failed[id] = error),
  });
  return { done, failed };
}

/** The failure of an outcome that comes first in its plan, with what failed in words; null where there is none. */
export function failureIn(
  experiment: Experiment,
  { failed }: Pick<Outcome, 'failed'>,
): { readonly failure: Failure; readonly said: string } | null {
  for (const { id, title } of planOfExperiment(experiment).values()) {
    const failure = failed[id];
    if (failure === undefined) continue;
    // What diverged names itself.
    const isNamed = failure.message.toLowerCase().startsWith(title.toLowerCase());
    return { failure, said: isNamed ? failure.message : `${title}: ${failure.message}` };
  }
  return null;
}

/**
 * Reads every weights file once, before hours of training that would end at one that is missing.
 *
 * @throws what is wrong with the first of them
 */
async function checkNetworkFiles(
  runs: readonly ExperimentRun[],
  folders: readonly string[],
): Promise<void> {
  const read = new Map<string, Promise<Weights>>();
  for (const { experiment } of runs)
    for (const { settings } of planOfExperiment(experiment).values()) {
      if (!('file' in settings)) continue;
      const { file, architecture } = settings;
      const key = JSON.stringify([file.name, file.digest]);
      const weights = read.get(key) ?? readImported(folders, file, () => undefined);
      read.set(key, weights);
      checkSize(file.name, await weights, architecture);
    }
}

/**
 * @param folders that are looked through in turn; where it is in none, the first is named
 * @param note takes what was done with the file beside reading it
 */
async function readImported(
  folders: readonly string[],
  { name, digest }: NetworkFile,
  note: (text: string) => void,
): Promise<Weights> {
  const places = folders.map((folder) => resolve(folder, name));
  const there = await Promise.all(places.map(exists));
  const place = places[Math.max(0, there.indexOf(true))] ?? name;
  const { weights, notes } = await readWeightsAt(name, place);
  const came = digestOf(weights);
  if (digest !== null && digest !== came)
    throw new InputError(
      `${name}: expected the weights of SHA-256 ${digest}, as the experiment says, got ${came}.`,
    );
  for (const text of notes) note(`${name}: ${text}`);
  return weights;
}

/** How much of a task is done, 0 to 1, where its progress says so. */
function shareOf(progress: unknown): number | null {
  if (typeof progress === 'number') return progress;
  if (typeof progress !== 'object' || progress === null) return null;
  if ('step' in progress && 'steps' in progress)
    return Number(progress.step) / Number(progress.steps);
  if ('computed' in progress && 'loss' in progress)
    return Number(progress.computed) / (progress.loss as Float64Array).length;
  if ('done' in progress && 'of' in progress && progress.of !== null)
    return Number(progress.done) / Number(progress.of);
  return null;
}
