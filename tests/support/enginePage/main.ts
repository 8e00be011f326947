/** Passes the test's questions on to the engine's worker, as `window.ask`. */
import type { Reply } from './questions';

// The page's address says which engine: `?webgpu` or `?wasm`.
const worker = new Worker(new URL('./worker.ts', import.meta.url), {
  type: 'module',
  name: location.search.slice(1),
});

window.ask = (question, options) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply<typeof question>>) => {
      if ('answer' in data) resolve(data.answer);
      else reject(new Error(data.error));
    };
    worker.postMessage({ question, options });
  });
