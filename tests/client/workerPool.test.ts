import { afterEach, describe, expect, it } from 'vitest';
import type { JobMap } from '../../src/jobs/jobs';
import { store } from '../../src/worker/storage';
import { channelPool, type ChannelPool } from '../support/channelPool';
import { smallDataset } from '../support/smallData';

let opened: ChannelPool | null = null;
afterEach(() => opened?.close());
const open = (...args: Parameters<typeof channelPool>) => (opened = channelPool(...args));

const trainRequest: JobMap['train']['request'] = {
  data: { dataset: 'mnist', normalization: null },
  architecture: { kind: 'mlp', inputs: 16, hidden: [5], outputs: 4, activation: 'relu' },
  initialisation: 'he-normal',
  loss: 'cross-entropy',
  optimizer: {
    kind: 'adamw',
    learningRate: 0.01,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0.01,
  },
  epochs: 1,
  batch: 8,
  networks: [{ initialisationSeed: 1, orderSeed: 1, from: null }],
  keep: { tested: false, steps: [] },
};

/** The weights of the one network that was trained. */
const weightsOf = ([outcome]: JobMap['train']['result']) =>
  outcome?.status === 'trained' ? outcome.network.weights : null;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function ready(...args: Parameters<typeof channelPool>) {
  const opening = open(...args);
  await opening.pool.start('wasm');
  opening.pool.provide({ dataset: 'mnist' }, store(smallDataset()));
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
    const [a, b] = (await Promise.all(both)).map(weightsOf);
    expect(a).toEqual(b);
    expect(a?.length).toBeGreaterThan(0);
  });

  it('runs waiting jobs by priority', async () => {
    const order: string[] = [];
    const { pool } = await ready({
      processors: 1,
      change: (handlers) => ({
        ...handlers,
        train: async ({ epochs }) => {
          await wait(5);
          order.push(`job ${epochs}`);
          return [];
        },
      }),
    });
    const run = (epochs: number, priority: number) =>
      pool.run('train', { ...trainRequest, epochs }, { priority });
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
    expect(weightsOf(await first)).not.toBeNull();
  });

  it('replaces a worker that ends, runs its job again, and says so', async () => {
    const { pool, workers, notices } = await ready({ processors: 1 });
    const job = pool.run('train', trainRequest);
    await wait(1);
    workers[0]?.crash();
    expect(weightsOf(await job)).toEqual(weightsOf(await pool.run('train', trainRequest)));
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

  describe('whose GPU is lost', () => {
    let now = 0;
    const onGpu = async (...args: Parameters<typeof channelPool>) => {
      const opening = open(args[0], { clock: () => now });
      await opening.pool.start('webgpu');
      opening.pool.provide({ dataset: 'mnist' }, store(smallDataset()));
      const lose = async () => {
        const job = opening.pool.run('train', trainRequest);
        await wait(1);
        opening.workers.findLast(({ engine }) => engine === 'webgpu')?.loseDevice();
        expect(weightsOf(await job)).not.toBeNull();
      };
      return { ...opening, lose };
    };

    it('opens it again, and with it the job under way', async () => {
      const { lose, engines, notices } = await onGpu();
      await lose();
      expect(engines.map(({ kind }) => kind)).toEqual(['webgpu']);
      expect(notices).toEqual([
        'The GPU device was lost. It was opened again; what was under way was started again.',
      ]);
    });

    it('goes on with WebAssembly when that happens twice within a minute', async () => {
      const { pool, lose, engines, notices } = await onGpu();
      await lose();
      now += 61_000;
      await lose();
      expect(pool).toMatchObject({ stacks: true, size: 1 });
      now += 59_000;
      await lose();
      expect(engines.map(({ kind }) => kind)).toEqual(['webgpu', 'webgpu', 'wasm']);
      expect(notices.at(-1)).toContain('Isthmus goes on with WebAssembly; ');
      expect(pool).toMatchObject({ stacks: false, size: 2 });
    });

    it('goes on with WebAssembly when it cannot be opened again, or ends its worker', async () => {
      let broken = false;
      const { lose, engines, workers, pool } = await onGpu({
        change: (handlers, worker) => ({
          ...handlers,
          start: async (request, context) => {
            if (!broken || request.choice === 'wasm') return handlers.start(request, context);
            if (worker === 1) throw new Error('no adapter');
            workers[worker]?.crash();
            return new Promise(() => undefined);
          },
        }),
      });
      broken = true;
      await lose();
      expect(engines.map(({ kind }) => kind)).toEqual(['wasm']);
      await pool.start('wasm');
      broken = false;
      await pool.start('webgpu');
      const job = pool.run('train', trainRequest);
      await wait(1);
      broken = true;
      workers.at(-1)?.crash();
      expect(weightsOf(await job)).not.toBeNull();
      expect(engines.map(({ kind }) => kind)).toEqual(['wasm', 'wasm']);
    });

    it('asks for the request of each attempt, and tells what it goes on from', async () => {
      const { pool, workers, notices } = await onGpu();
      let attempts = 0;
      const request = () => ({ ...trainRequest, epochs: ++attempts });
      const job = pool.run('train', request, { resumeNote: () => `attempt ${attempts} ended` });
      await wait(1);
      workers[0]?.loseDevice();
      await job;
      expect(attempts).toBe(2);
      expect(notices).toEqual([expect.stringContaining('It was opened again; attempt 1 ended.')]);
    });

    it('leaves another attempt to a caller who wants but one, with an engine that is ready', async () => {
      const { pool, workers, engines } = await onGpu();
      const job = pool.run('train', trainRequest, { once: true });
      await wait(1);
      workers[0]?.loseDevice();
      await expect(job).rejects.toMatchObject({ name: 'EngineLostError' });
      expect(engines.map(({ kind }) => kind)).toEqual(['webgpu']);
    });
  });

  it('starts WebAssembly where the GPU ends its worker, and says why', async () => {
    const opening: ChannelPool = open({
      change: (handlers, worker) => ({
        ...handlers,
        start(request, context) {
          if (request.choice === 'wasm') return handlers.start(request, context);
          opening.workers[worker]?.crash();
          return new Promise(() => undefined);
        },
      }),
    });
    const { info, rejected, workers } = await opening.pool.start('auto');
    expect({ kind: info.kind, workers }).toEqual({ kind: 'wasm', workers: 2 });
    expect(rejected).toEqual(['WebGPU: The worker was ended.']);
  });

  it('goes on with the engine that was asked for last', async () => {
    const { pool } = open();
    const first = pool.start('webgpu');
    const second = pool.start('wasm');
    const job = pool.run('frame', {
      source: {
        kind: 'points',
        otherwise: null,
        anchors: [Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(0, 0)],
      },
      grid: 5,
      points: [],
    });
    await expect(first).rejects.toMatchObject({ name: 'WorkerGoneError' });
    expect(await second).toMatchObject({ info: { kind: 'wasm' }, workers: 2 });
    expect((await job).order).toHaveLength(25);
    expect(pool.stacks).toBe(false);
  });

  it('passes a failure on as it is, and goes on', async () => {
    const { pool } = await ready();
    const optimizer = { ...trainRequest.optimizer, learningRate: 1e30 };
    expect(await pool.run('train', { ...trainRequest, optimizer })).toMatchObject([
      { status: 'diverged', error: { message: expect.stringMatching(/at step \d+/) as string } },
    ]);
    const odd = { ...trainRequest, batch: -1 };
    await expect(pool.run('train', odd)).rejects.toThrow();
    expect(weightsOf(await pool.run('train', trainRequest))).not.toBeNull();
  });
});
