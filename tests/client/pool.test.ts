import { afterEach, describe, expect, it } from 'vitest';
import type { JobMap } from '../../src/jobs/jobs';
import { store } from '../../src/worker/storage';
import { channelPool, type ChannelPool } from '../support/channelPool';
import { smallDataset } from '../support/smallData';

let opened: ChannelPool | null = null;
afterEach(() => opened?.close());
const open = (...args: Parameters<typeof channelPool>) => (opened = channelPool(...args));

const trainRequest: JobMap['train']['request'] = {
  architecture: { kind: 'mlp', inputs: 16, hidden: [5], outputs: 4, activation: 'relu' },
  initialisation: 'he-normal',
  initialisationSeed: 1,
  loss: 'cross-entropy',
  optimizer: {
    ...{ kind: 'adamw', learningRate: 0.01, beta1: 0.9, beta2: 0.999 },
    ...{ epsilon: 1e-8, weightDecay: 0.01 },
  },
  epochs: 1,
  batch: 8,
  orderSeed: 1,
};

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function ready(...args: Parameters<typeof channelPool>) {
  const opening = open(...args);
  await opening.pool.start('wasm');
  await opening.pool.place(store(smallDataset()));
  return opening;
}

describe('a pool', () => {
  it('starts as many workers as there are processors, and one for a GPU', async () => {
    const { pool } = open({ processors: 3 });
    expect((await pool.start('wasm')).workers).toBe(3);
    expect((await pool.start('webgpu')).workers).toBe(1);
  });

  it('gives the same bytes on every worker', async () => {
    const { pool } = await ready();
    const both = [pool.run('train', trainRequest), pool.run('train', trainRequest)];
    const [a, b] = await Promise.all(both);
    expect(a?.weights).toEqual(b?.weights);
    expect(a?.weights).not.toEqual(a?.initial);
  });

  it('runs waiting jobs by priority', async () => {
    const order: string[] = [];
    const { pool } = await ready({
      processors: 1,
      change: (handlers) => ({
        ...handlers,
        train: async ({ orderSeed }) => {
          await wait(5);
          order.push(`job ${orderSeed}`);
          return {} as never;
        },
      }),
    });
    const run = (orderSeed: number, priority: number) =>
      pool.run('train', { ...trainRequest, orderSeed }, { priority });
    await Promise.all([run(0, 9), run(1, 5), run(2, 1), run(3, 5)]);
    expect(order).toEqual(['job 0', 'job 2', 'job 1', 'job 3']);
  });

  it('forgets a waiting job that is cancelled', async () => {
    const { pool } = await ready({ processors: 1 });
    const first = pool.run('train', trainRequest);
    const controller = new AbortController();
    const second = pool.run('train', trainRequest, { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    expect((await first).weights.length).toBeGreaterThan(0);
  });

  it('replaces a worker that ends, runs its job again, and says so', async () => {
    const { pool, workers, notices } = await ready({ processors: 1 });
    const job = pool.run('train', trainRequest);
    await wait(1);
    workers[0]?.crash();
    expect((await job).weights).toEqual((await pool.run('train', trainRequest)).weights);
    expect(workers.length).toBe(2);
    expect(notices).toEqual([expect.stringContaining('was replaced')]);
  });

  it('gives up on a job that ends every worker', async () => {
    const opening: ChannelPool = await ready({
      processors: 1,
      change: (handlers, worker) => ({
        ...handlers,
        train: () => {
          opening.workers[worker]?.crash();
          return new Promise(() => undefined);
        },
      }),
    });
    await expect(opening.pool.run('train', trainRequest)).rejects.toMatchObject({
      name: 'WorkerGoneError',
    });
    expect(opening.workers.length).toBe(4);
  });

  it('goes on with WebAssembly when the GPU is lost, with the job under way', async () => {
    const { pool, workers, notices, engines } = open();
    await pool.start('webgpu');
    await pool.place(store(smallDataset()));
    const job = pool.run('train', trainRequest);
    await wait(1);
    workers[0]?.loseDevice();
    expect((await job).weights.length).toBeGreaterThan(0);
    expect(engines.map(({ kind }) => kind)).toEqual(['wasm']);
    expect(notices).toEqual([expect.stringContaining('goes on with WebAssembly')]);
  });

  it('passes a failure on as it is, and goes on', async () => {
    const { pool } = await ready();
    const optimizer = { ...trainRequest.optimizer, learningRate: 1e30 };
    await expect(pool.run('train', { ...trainRequest, optimizer })).rejects.toMatchObject({
      name: 'DivergedError',
      message: expect.stringMatching(/diverged at step \d+/) as string,
    });
    expect((await pool.run('train', trainRequest)).weights.length).toBeGreaterThan(0);
  });
});
