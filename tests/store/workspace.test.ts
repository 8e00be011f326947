import { afterEach, describe, expect, it } from 'vitest';
import { defaultAlignment } from '../../src/jobs/methods';
import { networkRef, pathRef, PLANE } from '../../src/pipeline/kinds/pair/refs';
import { stateOf } from '../../src/pipeline/state';
import {
  tinyStore,
  withSeedsOfB,
  type TinyStore,
  type TinyStoreOptions,
} from '../support/tinyStore';

let opened: TinyStore | null = null;
afterEach(() => opened?.close());
const open = (change?: TinyStoreOptions['change']) => (opened = tinyStore({ change }));

const A = networkRef('A');

/** Paths of "Quick look" that are drawn in its plane. */
const DRAWN = ['naive', 'permuted', 'bezier', 'chain'] as const;

describe('the pipeline', () => {
  it('runs every stage at one press, without asking', async () => {
    const { train, idle, statuses, all, state, result, jobs } = open();
    train();
    expect(state().busy).toBe(true);
    await idle();
    expect(statuses()).toEqual(all('done'));
    const plane = result(PLANE);
    expect(plane.computed).toBe(25);
    expect(plane.loss.every((loss) => Number.isFinite(loss))).toBe(true);
    const [naive, permuted] = [result(pathRef('naive')), result(pathRef('permuted'))];
    expect(naive.loss[0]).toBeCloseTo(permuted.loss[0] ?? NaN, 6);
    expect(jobs.filter((job) => job === 'train').length).toBe(2);
  });

  it('marks what a setting makes stale, and computes only that again', async () => {
    const { train, idle, edit, update, statuses, all, tiny, jobs, state } = open();
    train();
    await idle();
    edit(withSeedsOfB(tiny, 5, 6));
    expect(statuses()).toEqual({ ...all('stale'), networkA: 'done' });
    jobs.length = 0;
    train();
    await idle();
    expect(statuses()).toEqual(all('done'));
    expect(jobs.filter((job) => job === 'train').length).toBe(1);

    edit({ ...state().experiment, alignment: defaultAlignment('weight') });
    const behind = Object.entries(statuses()).flatMap(([id, status]) =>
      status === 'done' ? [] : [[id, status] as const],
    );
    expect(Object.fromEntries(behind)).toEqual(
      Object.fromEntries(
        [
          'matching',
          'permuted',
          'projection',
          ...DRAWN.map((name) => `projection.${name}`),
          'plane',
        ].map((id) => [id, 'stale']),
      ),
    );
    jobs.length = 0;
    update();
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
    const { edit, tiny, state } = open();
    expect(() => edit({ ...tiny, network: { kind: 'mlp', hidden: [0] } })).toThrow(
      'whole number from 1 to 2,048',
    );
    expect(state().experiment.network).toEqual({ kind: 'mlp', hidden: [8] });
  });

  it('stops at once, twice without harm, and can train again', async () => {
    const { train, stop, until, idle, statuses, all, state } = open();
    train();
    await until(({ tasks }) => stateOf(tasks, A).status === 'running');
    stop();
    stop();
    expect(state().busy).toBe(false);
    expect(statuses()).toEqual(all('idle'));
    train();
    await idle();
    expect(statuses()).toEqual(all('done'));
  });

  it('takes a second press while it runs as a new start', async () => {
    const { train, until, idle, statuses, all } = open();
    train();
    await until(({ tasks }) => stateOf(tasks, A).status === 'running');
    train();
    train();
    await idle();
    expect(statuses()).toEqual(all('done'));
  });

  it('computes nothing when everything is up to date, and all of it when asked to start over', async () => {
    const { train, startOver, idle, jobs, statuses, all, state } = open();
    train();
    await idle();
    jobs.length = 0;
    train();
    expect(state().busy).toBe(false);
    expect(statuses()).toEqual(all('done'));
    startOver();
    await idle();
    expect(jobs.filter((job) => job === 'train').length).toBe(2);
    expect(statuses()).toEqual(all('done'));
  });

  it('goes on with a stopped plane where it stopped', async () => {
    let hold = true;
    const evaluated: number[] = [];
    let parts = 0;
    const { train, stop, until, idle, task, result } = open((handlers) => ({
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
    await until(({ tasks }) => {
      const plane = stateOf(tasks, PLANE);
      return plane.status === 'running' && (plane.progress?.computed ?? 0) >= 12;
    });
    stop();
    hold = false;
    const { loss, computed } = result(PLANE);
    expect(task(PLANE).status).toBe('stale');
    expect(computed).toBeGreaterThanOrEqual(12);
    const before = new Set([...loss.keys()].filter((cell) => !Number.isNaN(loss[cell])));
    expect(before.size).toBe(computed);
    evaluated.length = 0;
    train();
    await idle();
    expect(result(PLANE).computed).toBe(25);
    expect(evaluated.some((cell) => before.has(cell))).toBe(false);
  });

  it('says that a training diverged, and keeps earlier results', async () => {
    const { train, idle, edit, tiny, task, result, statuses, all } = open();
    train();
    await idle();
    const optimizer = { ...tiny.training.optimizer, learningRate: 1e30 };
    edit({ ...tiny, training: { ...tiny.training, optimizer } });
    train();
    await idle();
    expect(task(A)).toMatchObject({ status: 'failed', error: { name: 'DivergedError' } });
    expect(result(A).weights.length).toBeGreaterThan(0);
    expect(statuses()['plane']).toBe('stale');
    edit(tiny);
    expect(statuses()).toEqual(all('done'));
  });

  it('tells of a dataset that does not load, and tries again at the next press', async () => {
    let broken = true;
    const { train, idle, until, state, statuses, all } = open((handlers) => ({
      ...handlers,
      load: (request, context) =>
        broken
          ? Promise.reject(new Error('data/x.gz: expected the original file'))
          : handlers.load(request, context),
    }));
    await until(({ data }) => data.status === 'failed');
    train();
    await idle();
    expect(state().data).toMatchObject({
      status: 'failed',
      error: { message: 'data/x.gz: expected the original file' },
    });
    broken = false;
    train();
    await idle();
    expect(statuses()).toEqual(all('done'));
  });

  it('carries the recipe with each result', async () => {
    const { train, idle, task, tiny } = open();
    train();
    await idle();
    const recipe = { experiment: tiny, engine: 'oracle as wasm', version: 'test' };
    expect(task(PLANE)).toMatchObject({ result: { recipe } });
  });
});

describe('presets', () => {
  it('are recognised, and given up when a setting differs', () => {
    const { choosePreset, edit, state } = open();
    expect(state().preset).toBe('custom');
    choosePreset('paper');
    expect(state()).toMatchObject({
      preset: 'paper',
      experiment: { network: { hidden: [512, 512] } },
    });
    edit({ ...state().experiment, network: { kind: 'mlp', hidden: [3] } });
    expect(state().preset).toBe('custom');
    choosePreset('quick-look');
    expect(state().preset).toBe('quick-look');
  });
});
