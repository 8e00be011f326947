import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/client/connection';
import { serve, type Handlers } from '../../src/worker/serve';

/** A channel with a worker's handlers at its far end; only `removeDataset` and `load` are of use here. */
function channel(handlers: Pick<Handlers, 'load' | 'removeDataset'>) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  serve(port2, handlers as Handlers);
  return connect(port1);
}

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

const request = { name: { dataset: 'mnist' }, base: '' } as const;
class OddError extends Error {
  override readonly name = 'OddError';
}

describe('a job over a real channel', () => {
  it('tells its progress in order and answers its result', async () => {
    const seen: number[] = [];
    const connection = channel({
      removeDataset: () => Promise.resolve(null),
      load(_, { progress }) {
        for (const arrived of [1, 2, 3]) progress({ arrived, total: 3 });
        return Promise.resolve({ id: 'answer' } as never);
      },
    });
    const { result } = connection.run('load', request, {
      onProgress: ({ arrived }) => seen.push(arrived),
    });
    expect(await result).toEqual({ id: 'answer' });
    expect(seen).toEqual([1, 2, 3]);
  });

  it('carries an error whole: name, message and stack', async () => {
    const connection = channel({
      load: () => Promise.reject(new OddError('why')),
      removeDataset: () => Promise.resolve(null),
    });
    const error = await connection.run('load', request).result.catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'OddError', message: 'why' });
    expect((error as Error).stack).toContain('serve.test.ts');
  });

  it('rejects at once when cancelled, and settles when the worker has stopped', async () => {
    const order: string[] = [];
    const connection = channel({
      removeDataset: () => Promise.resolve(null),
      load: async (_, { signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        await new Promise((resolve) => setTimeout(resolve, 30));
        order.push('worker stopped');
        signal.throwIfAborted();
        throw new Error('unreachable');
      },
    });
    const controller = new AbortController();
    const { result, settled } = connection.run('load', request, { signal: controller.signal });
    setTimeout(() => controller.abort(), 10);
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    order.push('page went on');
    await settled;
    expect(order).toEqual(['page went on', 'worker stopped']);
  });

  it('does not start a job that is cancelled before', async () => {
    let started = false;
    const connection = channel({
      load: () => ((started = true), Promise.reject(new Error())),
      removeDataset: () => Promise.resolve(null),
    });
    const { result } = connection.run('load', request, { signal: AbortSignal.abort() });
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    expect(started).toBe(false);
  });

  it('keeps jobs apart', async () => {
    const connection = channel({
      load: () => Promise.reject(new Error('load failed')),
      removeDataset: () => Promise.resolve(null),
    });
    const failed = connection.run('load', request).result;
    const done = connection.run('removeDataset', { name: { dataset: 'mnist' } }).result;
    await expect(failed).rejects.toThrow('load failed');
    expect(await done).toBeNull();
  });
});
