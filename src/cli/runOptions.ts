/** Options of the commands that run experiments. */
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { DATA_OPTION } from './dataset';
import { ENGINES, findDawn } from './engine';
import type { Given, Options } from './options';
import type { RunnerOptions } from './runner';

export const RUNNING_OPTIONS = {
  out: { value: 'FOLDER', about: 'where results go; it is made where there is none' },
  threads: { value: 'N', about: 'that share the work (as many as there are processors)' },
  engine: { value: ENGINES.join('|'), about: 'wasm by default; webgpu needs Dawn' },
  ...DATA_OPTION,
} satisfies Options;

/** @param file the document, beside which weights files are looked for */
export function runnerOptions(given: Given, file: string, root: URL): RunnerOptions {
  const engine = given.choice('engine', ENGINES) ?? 'wasm';
  // Said before anything is read or started.
  if (engine === 'webgpu') findDawn(root);
  return {
    engine,
    threads:
      given.number('threads', { least: 1, most: 1024, whole: true }) ?? availableParallelism(),
    data: given.all('data'),
    folder: dirname(file),
  };
}
