/** A task in a thread of Node, as `run` and `sweep` have them: takes the task as JSON, prints Node's version and figures. */
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { openEngine } from '../../src/cli/engine';
import { prepare, type Task } from './tasks';

interface Asked {
  readonly task: Task;
  /** How often it runs. */
  readonly rounds: number;
}

async function answer({ task, rounds }: Asked): Promise<number[]> {
  const run = await prepare(task, () => openEngine(pathToFileURL(`${process.cwd()}/`)));
  const figures: number[] = [];
  for (let round = 0; round < rounds; round++) figures.push(await run());
  return figures;
}

if (isMainThread) {
  const asked = JSON.parse(process.argv[2] ?? '') as Asked;
  const thread = new Worker(new URL(import.meta.url), { workerData: asked });
  thread.on('message', (figures: readonly number[]) =>
    process.stdout.write(`${JSON.stringify({ version: process.version, figures })}\n`),
  );
} else {
  parentPort?.postMessage(await answer(workerData as Asked));
}
