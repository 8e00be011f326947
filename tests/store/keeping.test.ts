/** Visits one after the other over one archive: nothing is lost, and what was under way goes on. */
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import 'fake-indexeddb/auto';
import type { Archive } from '../../src/jobs/archive';
import { networkRef } from '../../src/pipeline/kinds/pair/refs';
import { stateOf } from '../../src/pipeline/state';
import { resumes } from '../../src/store/runs';
import { createArchive } from '../../src/worker/archive';
import { slow } from '../support/slow';
import { tinyStore, type TinyStore, type TinyStoreOptions } from '../support/tinyStore';

const visits: TinyStore[] = [];
const visit = (options: TinyStoreOptions = {}) => {
  const page = tinyStore({ archive: createArchive(), ...options });
  visits.push(page);
  return page;
};
beforeEach(() => void vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => {
  for (const page of visits.splice(0)) page.close();
  vi.unstubAllGlobals();
});

const [A, B] = [networkRef('A'), networkRef('B')];
const weightsOf = ({ result }: TinyStore) => [A, B].map((ref) => Array.from(result(ref).weights));
const longer: TinyStoreOptions['edit'] = (experiment) => ({
  ...experiment,
  training: { ...experiment.training, epochs: 10 },
  curves: { ...experiment.curves, kinds: [] },
});
const written = ({ session }: TinyStore) => session.keeper?.written();
const isDone = (page: TinyStore) =>
  page.until(() => JSON.stringify(page.statuses()) === JSON.stringify(page.all('done')));

describe('what was computed', () => {
  it('is there at the next visit, weights included, and computed by no one', async () => {
    const first = visit();
    first.train();
    await first.idle();
    await written(first);
    await vi.waitFor(async () => {
      const [run] = await createArchive().runs();
      expect(run).toMatchObject({ status: 'done', share: 1 });
    });
    const second = visit();
    await isDone(second);
    expect(weightsOf(second)).toEqual(weightsOf(first));
    expect(second.jobs).toEqual([]);
    second.train();
    expect(second.state().busy).toBe(false);
  });

  it('is used by an experiment that shares a part of it', async () => {
    const first = visit();
    first.train();
    await first.idle();
    await written(first);
    const second = visit({
      edit: (experiment) => ({ ...experiment, plane: { ...experiment.plane, grid: 7 } }),
    });
    second.train();
    await second.idle();
    expect(second.jobs).not.toContain('train');
    expect(second.jobs).toContain('plane');
  });

  it('is computed anew when told to start over', async () => {
    const first = visit();
    first.train();
    await first.idle();
    await written(first);
    const second = visit();
    await isDone(second);
    for (const page of [first, second]) {
      page.jobs.length = 0;
      page.startOver();
      await page.idle();
      expect(page.jobs).toContain('train');
      expect(page.statuses()).toEqual(page.all('done'));
    }
  });

  it('is forgotten when it is cleared', async () => {
    const first = visit();
    first.train();
    await first.idle();
    await written(first);
    await first.session.getState().measureStorage();
    expect(first.session.getState().storage.usage?.bytes).toBeGreaterThan(10_000);
    await first.session.getState().clearStorage();
    expect(first.session.getState().storage.usage).toEqual({ bytes: 0, runs: 0 });
    // Of this visit they are there still.
    expect(first.statuses()).toEqual(first.all('done'));
    const second = visit();
    second.train();
    await second.idle();
    expect(second.jobs).toContain('train');
  });
});

describe('a run whose page was closed', () => {
  const interrupted = async (): Promise<TinyStore> => {
    const page = visit({ edit: longer, wrap: slow(20) });
    page.look({ alpha: 0.25, measure: 'accuracy' });
    page.train();
    await page.until(({ tasks }) =>
      [A, B].every((ref) => {
        const state = stateOf(tasks, ref);
        return state.status === 'running' && (state.progress?.step ?? 0) >= 12;
      }),
    );
    await written(page);
    await vi.waitFor(async () => {
      const taken = await createArchive().runs();
      expect(taken[0]?.share).toBeGreaterThan(0);
    });
    // The thread ends; nothing is told to stop.
    page.close();
    return page;
  };

  it('asks, and goes on from its last checkpoint to the same weights', async () => {
    const whole = tinyStore({ edit: longer });
    visits.push(whole);
    whole.train();
    await whole.idle();
    await interrupted();
    const next = visit({ edit: longer, wrap: slow(20) });
    const state = await next.until(({ stopped }) => stopped !== null);
    expect(state.stopped?.closed).toBe(true);
    expect(state.stopped?.share).toBeGreaterThan(0.05);
    expect(resumes(state)).toBe(true);
    expect(Object.keys(state.stopped?.histories ?? {})).toEqual(['networkA', 'networkB']);
    const steps: number[] = [];
    next.workspace.subscribe(({ tasks }) => {
      const own = stateOf(tasks, A);
      if (own.status === 'running' && own.progress !== null) steps.push(own.progress.step);
    });
    next.train();
    await next.idle();
    expect(Math.min(...steps)).toBeGreaterThan(1);
    // The oracle computes in float64, a checkpoint is float32.
    const expected = weightsOf(whole).flat();
    const farthest = weightsOf(next)
      .flat()
      .reduce((most, weight, i) => Math.max(most, Math.abs(weight - expected[i]!)), 0);
    expect(farthest).toBeLessThan(1e-4);
  });

  it('is done where another tab has come to its end meanwhile', async () => {
    const first = visit({ edit: longer, wrap: slow(20) });
    first.train();
    await first.until(({ tasks }) => {
      const state = stateOf(tasks, A);
      return state.status === 'running' && (state.progress?.step ?? 0) >= 12;
    });
    await written(first);
    const second = visit({ edit: longer });
    await second.until(({ stopped }) => stopped !== null);
    await first.idle();
    await written(first);
    second.edit({ ...second.tiny, plane: { ...second.tiny.plane, grid: 7 } });
    second.edit(second.tiny);
    await isDone(second);
    expect(second.jobs).toEqual([]);
  });

  it('starts at the first step when told to start over', async () => {
    await interrupted();
    const next = visit({ edit: longer, wrap: slow(20) });
    await next.until(({ stopped }) => stopped !== null);
    let first = Infinity;
    next.workspace.subscribe(({ tasks }) => {
      const own = stateOf(tasks, A);
      if (own.status === 'running') first = Math.min(first, own.progress?.step ?? Infinity);
    });
    next.startOver();
    await next.idle();
    expect(first).toBeLessThan(4);
    expect(next.statuses()).toEqual(next.all('done'));
  });

  it('is offered where the page opens with no experiment of its own', async () => {
    const { tiny } = await interrupted();
    const next = visit({ bare: true });
    const { interrupted: offered } = await next.until((state) => state.interrupted !== null);
    expect(offered?.experiment).toEqual(tiny);
    next.answerInterrupted(true);
    await next.until((state) => resumes(state));
    expect(next.state().experiment).toEqual(tiny);
    expect(next.state().view).toMatchObject({ alpha: 0.25, measure: 'accuracy' });
  });
});

describe('a browser that keeps nothing', () => {
  it.each(['full', 'refused', 'silent'] as const)(
    '%s: says so once, and computes',
    async (kept) => {
      const nothing: Archive = { ...createArchive(), put: () => Promise.resolve(kept) };
      const page = visit({ archive: nothing });
      page.train();
      await page.idle();
      expect(page.statuses()).toEqual(page.all('done'));
      expect(page.texts()).toHaveLength(1);
      expect(page.texts()[0]).toMatch(/this visit only/);
      expect(page.session.getState().storage.trouble).toBe(kept);
    },
  );
});
