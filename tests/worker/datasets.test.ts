import { describe, expect, it } from 'vitest';
import type { DatasetId } from '../../src/data/catalog';
import type { DatasetEngine, Engine } from '../../src/engine/engine';
import type { DataSettings } from '../../src/jobs/jobs';
import type { Architecture } from '../../src/model/architecture';
import { createDatasets } from '../../src/worker/datasets';
import type { Running } from '../../src/worker/running';
import { store } from '../../src/worker/storage';
import { createOracleEngine } from '../support/oracleEngine';
import { smallDataset } from '../support/smallData';

const SCALED = [{ mean: 0, standardDeviation: 1 }];
const on = (
  dataset: DatasetId,
  normalization: DataSettings['normalization'] = null,
): DataSettings => ({ dataset, normalization });

/** What a worker holds over an engine that counts what is loaded; nothing is computed. */
function open(load: (engine: Engine) => Engine['load'] = ({ load: own }) => own) {
  const oracle = createOracleEngine();
  const log: string[] = [];
  const logged = (loaded: DatasetEngine, name: string): DatasetEngine => ({
    ...loaded,
    normalized: async (normalization) => {
      log.push(`normalise ${name}`);
      return logged(await loaded.normalized(normalization), `${name} again`);
    },
    dispose: () => void log.push(`dispose ${name}`),
  });
  const engine: Engine = {
    ...oracle,
    load: async (dataset) => {
      log.push(`load ${dataset.id}`);
      return logged(await load(oracle)(dataset), dataset.id);
    },
  };
  const datasets = createDatasets();
  const provide = (id: DatasetId, size = 9) =>
    datasets.provide({ dataset: id }, store({ ...smallDataset(16, 4, size), id }));
  for (const id of ['mnist', 'fashion-mnist', 'cifar-10'] as const) provide(id);
  const use = <Result = void>(
    data: DataSettings,
    work: (running: Running) => Promise<Result | undefined> = () => Promise.resolve(undefined),
  ) => datasets.use(engine, data, work);
  return { datasets, log, use, provide };
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Work that ends when it is told to. */
function slow() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { end, work: () => ended };
}

describe('the datasets of a worker', () => {
  it('are loaded when the first job names them, and once', async () => {
    const { log, use } = open();
    expect(log).toEqual([]);
    await Promise.all([use(on('mnist')), use(on('mnist'))]);
    await use(on('mnist'));
    expect(log).toEqual(['load mnist']);
  });

  it('are loaded once under several normalisations', async () => {
    const { log, use } = open();
    const levels: number[] = [];
    const first = use(on('mnist'), async ({ engine, counts }) => {
      levels.push((await engine.logits(LINEAR, IDENTITY, 'train', 1))[0]!);
      expect(counts.train).toBe(9);
    });
    const second = use(on('mnist', SCALED), async ({ engine }) => {
      levels.push((await engine.logits(LINEAR, IDENTITY, 'train', 1))[0]!);
    });
    await Promise.all([first, second]);
    expect(log).toEqual(['load mnist', 'normalise mnist']);
    const [own, scaled] = levels as [number, number];
    expect(own).toBeCloseTo((scaled - 0.286) / 0.353, 5);
  });

  it('stay while they are among the two used last', async () => {
    const { log, use } = open();
    for (const id of ['mnist', 'fashion-mnist', 'mnist', 'cifar-10', 'mnist'] as const)
      await use(on(id));
    await tick();
    expect(log).toEqual([
      ...['load mnist', 'load fashion-mnist', 'dispose fashion-mnist', 'load cifar-10'],
    ]);
  });

  it('stay while a job is computed on them, however many there are', async () => {
    const { log, use } = open();
    const jobs = (['mnist', 'fashion-mnist', 'cifar-10'] as const).map((id) => {
      const { end, work } = slow();
      return { end, done: use(on(id), work) };
    });
    await tick();
    expect(log.filter((line) => line.startsWith('dispose'))).toEqual([]);
    for (const { end } of jobs) end();
    await Promise.all(jobs.map(({ done }) => done));
    await use(on('cifar-10'));
    await tick();
    expect(log.filter((line) => line.startsWith('dispose'))).toEqual(['dispose mnist']);
  });

  it('are those that were provided last, and jobs on the ones before go on', async () => {
    const { log, use, provide } = open();
    const { end, work } = slow();
    const old = use(on('mnist'), async ({ engine, counts }) => {
      await work();
      expect(counts.train).toBe(9);
      expect(await engine.logits(LINEAR, IDENTITY, 'train', 9)).toHaveLength(36);
    });
    await tick();
    provide('mnist', 5);
    expect(await use(on('mnist'), ({ counts }) => Promise.resolve(counts.train))).toBe(5);
    expect(log).toEqual(['load mnist', 'load mnist']);
    end();
    await old;
    await tick();
    expect(log).toEqual(['load mnist', 'load mnist', 'dispose mnist']);
  });

  it('go when they are withdrawn, and with the engine', async () => {
    const { datasets, log, use } = open();
    await use(on('mnist'));
    await use(on('mnist', SCALED));
    datasets.withdraw({ dataset: 'mnist' });
    await tick();
    expect(log.slice(2)).toEqual(['dispose mnist', 'dispose mnist again']);
    await expect(use(on('mnist'))).rejects.toThrow('mnist, which is not there');
    await use(on('cifar-10'));
    datasets.unload();
    await tick();
    expect(log.at(-1)).toBe('dispose cifar-10');
    await use(on('cifar-10'));
    expect(log.at(-1)).toBe('load cifar-10');
  });

  it('are tried again where there was no room for them', async () => {
    let full = true;
    const { use } = open(({ load }) => (dataset) => {
      if (full) return Promise.reject(new RangeError('full'));
      return load(dataset);
    });
    await expect(use(on('mnist'))).rejects.toThrow('full');
    full = false;
    expect(await use(on('mnist'), () => Promise.resolve(1))).toBe(1);
  });
});

/** A network that answers its first four inputs. */
const LINEAR: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [],
  outputs: 4,
  activation: 'relu',
};
const IDENTITY = new Float32Array(4 * 16 + 4);
for (let i = 0; i < 4; i++) IDENTITY[i * 16 + i] = 1;
