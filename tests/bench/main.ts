/** Hands benchmark tasks to workers, as the page does its jobs, and times them from outside. */
import type { Task } from './tasks';

/** Runs one task in each of as many workers at the same time; answers their figures and the seconds of all. */
async function bench(tasks: readonly Task[]): Promise<{ figures: number[]; seconds: number }> {
  const workers = tasks.map(
    () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  );
  const answer = (worker: Worker, message: unknown) =>
    new Promise<number>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(message);
    });
  await Promise.all(workers.map((worker, i) => answer(worker, { prepare: tasks[i] })));
  const began = performance.now();
  const figures = await Promise.all(workers.map((worker) => answer(worker, 'run')));
  const seconds = (performance.now() - began) / 1000;
  for (const worker of workers) worker.terminate();
  return { figures, seconds };
}

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
