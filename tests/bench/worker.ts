/** One thread of the benchmark in a browser. */
import { loadWasmEngine } from '../../src/engine/wasm/loadEngine';
import { prepare, type Task } from './tasks';

let run: (() => Promise<number>) | null = null;

onmessage = async ({ data }: MessageEvent<{ prepare: Task } | 'run'>) => {
  if (data !== 'run') run = await prepare(data.prepare, loadWasmEngine);
  postMessage(data === 'run' ? await run?.() : 0);
};
