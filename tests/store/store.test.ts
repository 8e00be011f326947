import { afterEach, describe, expect, it } from 'vitest';
import { shown } from '../../src/store/staleness';
import { defaultAlignment } from '../../src/jobs/methods';
import { wantedStages } from '../../src/store/stages';
import type { StageName } from '../../src/store/state';
import {
  tinyStore,
  withSeedsOfB,
  type TinyStore,
  type TinyStoreOptions,
} from '../support/tinyStore';

let opened: TinyStore | null = null;
afterEach(() => opened?.close());
const open = (change?: TinyStoreOptions['change']) => (opened = tinyStore({ change }));

describe('the pipeline', () => {
  it('runs every stage at one press, without asking', async () => {
    const { train, idle, statuses, all, store, jobs } = open();
    train();
    expect(store.getState().busy).toBe(true);
    await idle();
    expect(statuses()).toEqual(all('done'));
    const { stages } = store.getState();
    const plane = shown(stages.plane)?.value;
    expect(plane?.computed).toBe(25);
    expect(plane?.loss.every((loss) => Number.isFinite(loss))).toBe(true);
    const naive = shown(stages.naive)?.value;
    expect(naive?.loss[0]).toBeCloseTo(shown(stages.permuted)?.value.loss[0] ?? NaN, 6);
    expect(jobs.filter((job) => job === 'train').length).toBe(2);
  });

  it('marks what a setting makes stale, and computes only that again', async () => {
    const { train, idle, edit, statuses, all, tiny, jobs, store } = open();
    train();
    await idle();
    edit(withSeedsOfB(tiny, 5, 6));
    expect(statuses()).toEqual({ ...all('stale'), networkA: 'done' });
    jobs.length = 0;
    train();
    await idle();
    expect(statuses()).toEqual(all('done'));
    expect(jobs.filter((job) => job === 'train').length).toBe(1);

    edit({ ...store.getState().experiment, alignment: defaultAlignment('weight') });
    const stale: StageName[] = ['matching', 'permuted', 'projection', 'plane'];
    for (const name of wantedStages(tiny))
      expect([name, statuses()[name]]).toEqual([name, stale.includes(name) ? 'stale' : 'done']);
    jobs.length = 0;
    store.getState().update();
    await idle();
    expect(statuses()).toEqual(all('done'));
    expect(new Set(jobs)).toEqual(new Set(['match', 'path line', 'plane']));
  });

  it('brings results back with the settings, without computing', async () => {
    const { train, idle, edit, update, statuses, all, tiny, jobs } = open();
    train();
    await idle();
    edit({ ...tiny, evaluation: { ...tiny.evaluation, split: 'train' } });
    update();
    await idle();
    jobs.length = 0;
    edit(tiny);
    expect(statuses()).toEqual(all('done'));
    expect(jobs).toEqual([]);
  });

  it('refuses a wrong setting and keeps the last right one', () => {
    const { edit, tiny, store } = open();
    expect(() => edit({ ...tiny, network: { kind: 'mlp', hidden: [0] } })).toThrow(
      'whole number from 1 to 2,048',
    );
    expect(store.getState().experiment.network).toEqual({ kind: 'mlp', hidden: [8] });
  });

  it('cancels at once, twice without harm, and can train again', async () => {
    const { train, cancel, until, idle, statuses, all, store } = open();
    train();
    await until(({ stages }) => stages.networkA.status === 'running');
    cancel();
    cancel();
    expect(store.getState().busy).toBe(false);
    expect(statuses()).toEqual(all('idle'));
    train();
    await idle();
    expect(statuses()).toEqual(all('done'));
  });

  it('takes a second press while it runs as a new start', async () => {
    const { train, until, idle, statuses, all } = open();
    train();
    await until(({ stages }) => stages.networkA.status === 'running');
    train();
    train();
    await idle();
    expect(statuses()).toEqual(all('done'));
  });

  it('trains all again when everything is up to date', async () => {
    const { train, idle, jobs, statuses, all } = open();
    train();
    await idle();
    jobs.length = 0;
    train();
    await idle();
    expect(jobs.filter((job) => job === 'train').length).toBe(2);
    expect(statuses()).toEqual(all('done'));
  });

  it('goes on with a cancelled plane where it stopped', async () => {
    let hold = true;
    const evaluated: number[] = [];
    let parts = 0;
    const { train, cancel, until, idle, store } = open((handlers) => ({
      ...handlers,
      plane: async (request, context) => {
        const isSecond = ++parts === 2;
        const result = await handlers.plane(request, {
          ...context,
          progress(tile) {
            evaluated.push(...tile.cells);
            context.progress(tile);
          },
        });
        if (hold && isSecond)
          await new Promise((resolve) => context.signal.addEventListener('abort', resolve));
        context.signal.throwIfAborted();
        return result;
      },
    }));
    train();
    await until(({ stages }) => {
      const { plane } = stages;
      return plane.status === 'running' && (plane.progress?.computed ?? 0) >= 12;
    });
    cancel();
    hold = false;
    const partial = shown(store.getState().stages.plane)?.value.computed ?? 0;
    expect(store.getState().stages.plane.status).toBe('stale');
    expect(partial).toBeGreaterThanOrEqual(12);
    const before = new Set(evaluated);
    evaluated.length = 0;
    train();
    await idle();
    expect(shown(store.getState().stages.plane)?.value.computed).toBe(25);
    expect(evaluated.some((cell) => before.has(cell))).toBe(false);
  });

  it('says that a training diverged, and keeps earlier results', async () => {
    const { train, idle, edit, tiny, store, statuses, all } = open();
    train();
    await idle();
    const optimizer = { ...tiny.training.optimizer, learningRate: 1e30 };
    edit({ ...tiny, training: { ...tiny.training, optimizer } });
    train();
    await idle();
    const { stages } = store.getState();
    expect(stages.networkA).toMatchObject({
      status: 'failed',
      error: { name: 'DivergedError' },
    });
    expect(shown(stages.networkA)?.value.weights.length).toBeGreaterThan(0);
    expect(statuses()['plane']).toBe('stale');
    edit(tiny);
    expect(statuses()).toEqual(all('done'));
  });

  it('tells of a dataset that does not load, and tries again at the next press', async () => {
    let broken = true;
    const { train, idle, until, store, statuses, all } = open((handlers) => ({
      ...handlers,
      load: (request, context) =>
        broken
          ? Promise.reject(new Error('data/x.gz: expected the original file'))
          : handlers.load(request, context),
    }));
    await until(({ data }) => data.status === 'failed');
    train();
    await idle();
    expect(store.getState().data).toMatchObject({
      status: 'failed',
      error: { message: 'data/x.gz: expected the original file' },
    });
    broken = false;
    train();
    await idle();
    expect(statuses()).toEqual(all('done'));
  });

  it('carries the recipe with each result', async () => {
    const { train, idle, store, tiny } = open();
    train();
    await idle();
    expect(shown(store.getState().stages.plane)?.recipe).toEqual({
      experiment: tiny,
      engine: 'oracle as wasm',
      version: 'test',
    });
  });
});

describe('presets', () => {
  it('are recognised, and given up when a setting differs', () => {
    const { choosePreset, edit, store } = open();
    expect(store.getState().preset).toBe('custom');
    choosePreset('paper');
    expect(store.getState()).toMatchObject({
      preset: 'paper',
      experiment: { network: { hidden: [512, 512] } },
    });
    edit({ ...store.getState().experiment, network: { kind: 'mlp', hidden: [3] } });
    expect(store.getState().preset).toBe('custom');
    choosePreset('quick-look');
    expect(store.getState().preset).toBe('quick-look');
  });
});
