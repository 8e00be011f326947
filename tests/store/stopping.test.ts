/** A run that is stopped is resumed, and a choice of another experiment is undone, with nothing lost. */
import { afterEach, describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';
import { networkRef } from '../../src/pipeline/kinds/pair/refs';
import { stateOf, type TaskStates } from '../../src/pipeline/state';
import { resumes, runsOther } from '../../src/store/runs';
import { slow } from '../support/slow';
import {
  tinyStore,
  withSeedsOfB,
  type TinyStore,
  type TinyStoreOptions,
} from '../support/tinyStore';

let opened: TinyStore | null = null;
afterEach(() => opened?.close());
const open = (options: TinyStoreOptions) => (opened = tinyStore(options));

const epochs =
  (n: number): NonNullable<TinyStoreOptions['edit']> =>
  (experiment) => ({
    ...experiment,
    training: { ...experiment.training, epochs: n },
    curves: { ...experiment.curves, kinds: [] },
  });

const [A, B] = [networkRef('A'), networkRef('B')];

const weightsOf = ({ result }: TinyStore) => [A, B].map((ref) => Array.from(result(ref).weights));

/** The step of a network that trains; null while none is known. */
const stepOf = (tasks: TaskStates, ref = A) => {
  const state = stateOf(tasks, ref);
  return state.status === 'running' ? (state.progress?.step ?? null) : null;
};

const farthest = (weights: readonly number[], others: readonly number[]) =>
  Math.max(...weights.map((w, i) => Math.abs(w - others[i]!)));

describe('a run that is stopped', () => {
  it('is resumed at the last checkpoint, to the same weights and with the whole history', async () => {
    const whole = open({ edit: epochs(10) });
    whole.train();
    await whole.idle();
    const expected = weightsOf(whole);
    const snapshots = whole.result(A).snapshots;
    whole.close();

    const steps: number[] = [];
    const page = open({ edit: epochs(10), wrap: slow(20) });
    page.train();
    await page.until(({ tasks }) => [A, B].every((ref) => (stepOf(tasks, ref) ?? 0) >= 12));
    page.stop();
    const state = page.state();
    const { stopped } = state;
    const left = stopped?.histories['networkA']?.step ?? 0;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(40);
    expect(resumes(state)).toBe(true);
    page.workspace.subscribe(({ tasks }) => {
      const step = stepOf(tasks);
      if (step !== null) steps.push(step);
    });
    page.train();
    await page.idle();
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(left);
    expect(page.statuses()).toEqual(page.all('done'));
    // The oracle computes in float64, a checkpoint is float32.
    for (const [m, weights] of weightsOf(page).entries())
      expect(farthest(weights, expected[m]!)).toBeLessThan(1e-4);
    const network = page.result(A);
    expect(network.history.losses.map(({ step }) => step)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    expect(network.snapshots.map(({ step }) => step)).toEqual(snapshots.map(({ step }) => step));
    expect(page.state().stopped).toBeNull();
  });

  it('starts at the first step when told to start over', async () => {
    const page = open({ edit: epochs(10), wrap: slow(20) });
    page.train();
    await page.until(({ tasks }) => (stepOf(tasks) ?? 0) >= 12);
    page.stop();
    page.startOver();
    let first = Infinity;
    page.workspace.subscribe(({ tasks }) => {
      first = Math.min(first, stepOf(tasks) ?? Infinity);
    });
    await page.idle();
    expect(first).toBeLessThan(4);
    expect(page.statuses()).toEqual(page.all('done'));
  });

  it('is of no use to other networks', async () => {
    const page = open({ edit: epochs(10), wrap: slow(20) });
    page.train();
    await page.until(({ tasks }) => (stepOf(tasks) ?? 0) >= 12);
    page.stop();
    const { training } = page.tiny;
    page.edit({ ...page.tiny, training: { ...training, batch: 8 } });
    expect(resumes(page.state())).toBe(false);
    page.edit({ ...page.tiny, plane: { ...page.tiny.plane, grid: 7 } });
    expect(resumes(page.state())).toBe(true);
  });
});

it('says so when the settings are no longer those that a run computes', async () => {
  const page = open({});
  page.train();
  expect(runsOther(page.state())).toBe(false);
  page.edit({ ...page.tiny, plane: { ...page.tiny.plane, grid: 7 } });
  expect(runsOther(page.state())).toBe(true);
  page.edit({ ...page.tiny });
  expect(runsOther(page.state())).toBe(false);
  page.edit({ ...page.tiny, plane: { ...page.tiny.plane, grid: 7 } });
  await page.idle();
  expect(runsOther(page.state())).toBe(false);
});

describe('another experiment', () => {
  it('that is chosen is undone, and the results come back without computing', async () => {
    const page = open({});
    page.train();
    await page.idle();
    const expected = weightsOf(page);
    page.choosePreset('paper');
    expect(page.state().experiment).toEqual(PRESETS.paper.experiment);
    page.turnTo(withSeedsOfB(page.tiny, 7, 8));
    page.train();
    await page.idle();
    expect(weightsOf(page)).not.toEqual(expected);
    page.undo();
    expect(page.state().experiment).toEqual(PRESETS.paper.experiment);
    expect(page.state().steps.future).toHaveLength(1);
    page.undo();
    expect(page.state().experiment).toEqual(page.tiny);
    expect(page.state().steps.past).toEqual([]);
    page.redo();
    expect(page.state().experiment).toEqual(PRESETS.paper.experiment);
    page.jobs.length = 0;
    // As when the browser goes back to an address.
    page.edit(page.tiny);
    expect(page.statuses()).toEqual(page.all('done'));
    expect(weightsOf(page)).toEqual(expected);
    expect(page.jobs).toEqual([]);
  });

  it('that is the same one changes nothing', () => {
    const page = open({});
    page.turnTo({ ...page.tiny });
    expect(page.state().steps.past).toEqual([]);
  });
});
