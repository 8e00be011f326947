/** Jobs on different datasets, and on one under different normalisations, on one pool at the same time. */
import { afterEach, describe, expect, it } from 'vitest';
import type { DataSettings, JobMap, PredictionPath } from '../../src/jobs/jobs';
import { store } from '../../src/worker/storage';
import { channelPool, type ChannelPool } from '../support/channelPool';
import { patterns } from '../support/patterns';

const opened: ChannelPool[] = [];
afterEach(() => {
  for (const { close } of opened.splice(0)) close();
});

const DATA: readonly DataSettings[] = [
  { dataset: 'mnist', normalization: null },
  { dataset: 'fashion-mnist', normalization: null },
  { dataset: 'mnist', normalization: [{ mean: 0, standardDeviation: 1 }] },
];

async function open(options: Parameters<typeof channelPool>[0] = {}) {
  const channel = channelPool(options);
  opened.push(channel);
  await channel.pool.start('wasm');
  channel.pool.provide({ dataset: 'mnist' }, store(patterns()));
  channel.pool.provide({ dataset: 'fashion-mnist' }, store(patterns({ seed: 2, train: 90 })));
  return channel;
}

const training = (data: DataSettings): JobMap['train']['request'] => ({
  data,
  architecture: { kind: 'mlp', inputs: 16, hidden: [5], outputs: 4, activation: 'relu' },
  initialisation: 'he-normal',
  loss: 'cross-entropy',
  optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 0 },
  epochs: 1,
  batch: 8,
  networks: [{ initialisationSeed: 1, orderSeed: 1, from: null }],
  keep: { tested: false, steps: [] },
});

/** Trains on the data, and evaluates the network at the slider's place. */
async function numbers({ pool }: ChannelPool, data: DataSettings) {
  const [outcome] = await pool.run('train', training(data));
  if (outcome?.status !== 'trained') throw new Error('Expected a trained network, got none.');
  const { weights, test } = outcome.network;
  const { architecture, loss } = training(data);
  const path: PredictionPath = {
    architecture,
    loss,
    split: 'test',
    samples: 60,
    path: { kind: 'line', points: [weights, weights.map((w) => -w)], layers: 1 },
    repair: null,
  };
  return {
    weights,
    test,
    // One key for all: what a worker knows by it is of these images alone.
    predicted: await pool.run('predict', { data, key: 'line', path, alpha: 0.25 }),
  };
}

const alone = () =>
  Promise.all(DATA.map(async (data) => numbers(await open({ processors: 1 }), data)));

describe('a pool with several datasets', () => {
  it.each([1, 2, 3])(
    'gives the numbers that each gives alone, on %i workers',
    async (processors) => {
      const channel = await open({ processors });
      const twice = [...DATA, ...DATA];
      const together = await Promise.all(twice.map((data) => numbers(channel, data)));
      const expected = await alone();
      expect(together).toEqual([...expected, ...expected]);
      expect(new Set(expected.map(({ test }) => test.loss)).size).toBe(DATA.length);
    },
  );

  it('gives them after a worker was replaced, and after another engine was started', async () => {
    const channel = await open();
    const together = () => Promise.all(DATA.map((data) => numbers(channel, data)));
    const expected = await alone();
    const first = together();
    await new Promise((resolve) => setTimeout(resolve, 5));
    channel.workers[0]?.crash();
    expect(await first).toEqual(expected);
    expect(channel.notices).toEqual([expect.stringContaining('was replaced')]);
    await channel.pool.start('webgpu');
    const lost = together();
    await new Promise((resolve) => setTimeout(resolve, 5));
    channel.workers.at(-1)?.loseDevice();
    expect(await lost).toEqual(expected);
    expect(channel.engines.map(({ kind }) => kind)).toEqual(['webgpu']);
  });

  it('keeps what it knows of a dataset that it is given once more', async () => {
    const channel = await open({ processors: 1 });
    const [data] = DATA;
    const dataset = store(patterns());
    const again = () => channel.pool.provide({ dataset: 'mnist' }, dataset);
    again();
    const { predicted } = await numbers(channel, data!);
    const known = () =>
      channel.pool.run('predict', { data: data!, key: 'line', path: null, alpha: 0.25 });
    again();
    expect(await known()).toEqual(predicted);
    channel.pool.provide({ dataset: 'mnist' }, store(patterns()));
    expect(await known()).toBeNull();
  });

  it('takes a dataset while its engine is being started', async () => {
    const channel = channelPool();
    opened.push(channel);
    const started = channel.pool.start('wasm');
    channel.pool.provide({ dataset: 'mnist' }, store(patterns()));
    await started;
    const [, , own] = await Promise.all([1, 2, 3].map(() => numbers(channel, DATA[0]!)));
    expect(own).toEqual((await alone())[0]);
  });

  it('fails a job on one that is not there any more', async () => {
    const channel = await open();
    channel.pool.withdraw({ dataset: 'mnist' });
    await expect(numbers(channel, DATA[0]!)).rejects.toThrow('mnist, which is not there');
    await numbers(channel, DATA[1]!);
  });
});
