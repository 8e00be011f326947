/** Runs experiments by the page's own pipeline, several side by side where there are several. */
import { setMaxListeners } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../../package.json';
import type { EngineStart, Pool } from '../client/pool';
import { CATALOG } from '../data/catalog';
import { readWeightsFile } from '../files/read';
import type { Experiment } from '../jobs/experiment';
import type { Weights } from '../model/weights';
import { runPipeline, type PipelineHost } from '../store/pipeline';
import type { Failure, Finished, ResultOf, StageName } from '../store/state';
import { digestOf, store } from '../worker/storage';
import type { Surroundings } from './command';
import { datasetFrom } from './dataset';
import { exists, readBytes } from './disk';
import { InputError } from './problem';
import { openThreads } from './threads';
import { createTrained, type Trained } from './trained';

/** What a pipeline came to. */
export interface Outcome {
  readonly done: { readonly [Name in StageName]?: Finished<ResultOf<Name>> };
  /** Why a stage failed; those that need it are not there at all. */
  readonly failed: Readonly<Partial<Record<StageName, Failure>>>;
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

export interface Task {
  /** For the line that says what runs; may be empty. */
  readonly title: string;
  readonly experiment: Experiment;
  /** What is wanted, with all that it needs. */
  readonly stages: readonly StageName[];
}

/** `networkA` as `network A`. */
export const stageWords = (name: string) =>
  name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) =>
    name.endsWith(after) ? `${before} ${after}` : `${before} ${after.toLowerCase()}`,
  );

/**
 * Runs tasks, as many side by side as there are threads; all of them share the threads, so that none is idle while
 * there is work.
 *
 * @param onOutcome called at the end of each task, before another takes its place
 * @throws InputError where the engine cannot be had
 */
export async function runTasks<One extends Task>(
  tasks: readonly One[],
  { engine, threads, data, folder }: RunnerOptions,
  { root, progress, note }: Surroundings,
  onOutcome: (task: One, outcome: Outcome) => Promise<void>,
): Promise<void> {
  if (tasks.length === 0) return;
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
    const trained = createTrained();
    const shipped = fileURLToPath(new URL('experiments/', root));
    progress('Reading the images');
    for (const id of new Set(tasks.map(({ experiment }) => experiment.dataset)))
      pool.provide(id, store(await datasetFrom(CATALOG[id], data, root)));
    const queue = [...tasks];
    const workThrough = async () => {
      for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
        const of = tasks.length === 1 ? '' : `${ended} of ${tasks.length} done; `;
        const words = of + (task.title === '' ? '' : `${task.title}: `);
        const outcome = await runOne(
          task,
          { folders: [folder, shipped], pool, trained },
          {
            engine: () => started?.info.name ?? '',
            progress: (text) => progress(words + text),
            finished: (text) => {
              if (tasks.length === 1) note(text);
            },
          },
        );
        ended++;
        await onOutcome(task, outcome);
      }
    };
    await Promise.all(Array.from({ length: pool.size }, workThrough));
  } finally {
    close();
  }
}

async function runOne(
  { experiment, stages }: Task,
  { folders, pool, trained }: { folders: readonly string[]; pool: Pool; trained: Trained },
  told: { engine(): string; progress(text: string): void; finished(text: string): void },
): Promise<Outcome> {
  const done: { [Name in StageName]?: Finished<ResultOf<Name>> } = {};
  const failed: Partial<Record<StageName, Failure>> = {};
  const began = performance.now();
  const { signal } = new AbortController();
  // Every job that waits listens, which Node takes for a leak.
  setMaxListeners(0, signal);
  const recipe = () => ({ experiment, engine: told.engine(), version });
  const host: PipelineHost = {
    ...{ pool, signal },
    experiment,
    recipe,
    read: (file) => readBrought(folders, file),
    finished<Name extends StageName>(name: Name, key: string) {
      const known = trained.find(name, key);
      // The stage's name is part of the key, so the result is of its type.
      return known === null ? null : ({ ...known, recipe: recipe() } as Finished<ResultOf<Name>>);
    },
    partial: () => null,
    onRunning(name, progress) {
      const share = shareOf(progress);
      told.progress(stageWords(name) + (share === null ? '' : ` ${Math.floor(100 * share)} %`));
    },
    onDone(name, result) {
      (done as Record<StageName, unknown>)[name] = result;
      trained.add(name, result);
      const seconds = (performance.now() - began) / 1000;
      told.finished(`${stageWords(name)} done after ${seconds.toFixed(1)} s`);
    },
    onFailed: (name, error) => void (failed[name] = error),
  };
  await runPipeline(host, stages);
  return { done, failed };
}

type NetworkFile = Parameters<PipelineHost['read']>[0];

/** @param folders that are looked through in turn; where it is in none, the first is named */
async function readBrought(
  folders: readonly string[],
  { name, digest }: NetworkFile,
): Promise<Weights> {
  const places = folders.map((folder) => resolve(folder, name));
  const there = await Promise.all(places.map(exists));
  const place = places[Math.max(0, there.indexOf(true))] ?? name;
  const { weights } = readWeightsFile(name, await readBytes(place));
  const came = await digestOf(weights);
  if (digest !== null && digest !== came)
    throw new InputError(
      `${name}: expected the weights of SHA-256 ${digest}, as the experiment says, got ${came}.`,
    );
  return weights;
}

/** How much of a stage is done, 0 to 1, where its progress tells. */
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
