/** Threads that end: the pool replaces them, and the job goes on. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openThreads } from '../../src/cli/threads';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Ends, as a crash would, when it is asked for a key that its own number is in. */
const THREAD = `
import { parentPort, threadId } from 'node:worker_threads';
parentPort.on('message', ({ id, name, request }) => {
  if (name === 'predict' && request.key === 'throw' && threadId < request.alpha) throw new Error('out of luck');
  if (name === 'predict' && request.key === 'exit' && threadId < request.alpha) process.exit(3);
  const result = name === 'start' ? { info: { kind: 'wasm' }, rejected: [] } : { loss: threadId, accuracy: 0 };
  parentPort.postMessage({ type: 'result', id, result });
});`;

it.each([
  ['throw', /^A worker stopped: out of luck\. It was replaced; /],
  ['exit', /^A worker stopped: it exited with code 3\. It was replaced; /],
])('a thread that ends by %s is replaced', async (key, notice) => {
  mkdirSync(path.join(folder, 'dist-cli'), { recursive: true });
  writeFileSync(path.join(folder, 'dist-cli/package.json'), '{"type":"module"}');
  writeFileSync(path.join(folder, 'dist-cli/thread.js'), THREAD);
  const notices: string[] = [];
  const { pool, close } = openThreads(pathToFileURL(`${folder}/`), {
    processors: 1,
    onNotice: (text) => notices.push(text),
    onEngine: () => undefined,
  });
  try {
    await pool.start('wasm');
    const data = { dataset: 'mnist', normalization: null } as const;
    const ask = (of: string, alpha: number) =>
      pool.run('predict', { data, key: of, path: null, alpha });
    const first = (await ask('', 0))?.loss ?? NaN;
    const second = (await ask(key, first + 1))?.loss;
    expect(second).toBeGreaterThan(first);
    expect(notices).toEqual([expect.stringMatching(notice)]);
  } finally {
    close();
  }
});
