/** Finished landscapes in a workspace: all there, followed by the slider, and computed again on request. */
import { afterEach, describe, expect, it } from 'vitest';
import type { JobMap } from '../../src/jobs/jobs';
import { planOfExperiment } from '../../src/pipeline/experiment';
import { networkRef, pathRef } from '../../src/pipeline/kinds/pair/refs';
import { allFresh } from '../../src/pipeline/staleness';
import { stateOf } from '../../src/pipeline/state';
import { isArriving } from '../../src/store/landscapes';
import { createShipped, type FetchFile } from '../../src/store/shipped';
import { createWorkspace } from '../../src/store/workspace';
import type { Handlers } from '../../src/worker/serve';
import { fetchServed } from '../support/shippedFiles';
import { tinySession } from '../support/tinyStore';

const NAME = 'git-re-basin-counter-example';
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A session with a workspace that was opened on a landscape, and what its workers were asked. */
async function open(name = 'two-networks-one-task', fetchFile: FetchFile = fetchServed) {
  const loads: string[] = [];
  const predicted: JobMap['predict']['request'][] = [];
  const change = (handlers: Handlers): Handlers => ({
    ...handlers,
    load: (request, context) => (loads.push(request.name.dataset), handlers.load(request, context)),
    predict: (request, context) => (predicted.push(request), handlers.predict(request, context)),
  });
  const { session, jobs, close } = tinySession({ change, fetchFile });
  closing.push(close);
  const landscape = await createShipped(fetchServed).landscape(name);
  const workspace = createWorkspace(session, { landscape });
  session.getState().start();
  workspace.getState().start();
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!condition()) return;
        for (const stop of stops) stop();
        resolve();
      };
      const stops = [session.subscribe(look), workspace.subscribe(look)];
      look();
    });
  const state = () => workspace.getState();
  const isFresh = () => allFresh(planOfExperiment(state().experiment), state().tasks);
  const texts = () => session.getState().notices.map(({ text }) => text);
  return { session, workspace, landscape, loads, predicted, jobs, until, state, isFresh, texts };
}

describe('a landscape that is opened', () => {
  it('shows plane and paths before its weights are there, then everything as up to date', async () => {
    const { workspace, isFresh, until, landscape } = await open();
    const first = workspace.getState();
    expect(first.tasks['plane']?.status).toBe('done');
    expect(first.tasks['naive']?.status).toBe('done');
    expect(first.tasks['networkA']?.status).toBe('idle');
    // So nothing is left to compute, though not all is there.
    expect(isArriving(first)).toBe(true);
    await until(isFresh);
    await until(() => !isArriving(workspace.getState()));
    expect(workspace.getState().landscape?.name).toBe(landscape.name);
    const figures = workspace.getState().landscape?.figures.map(({ name }) => name);
    expect(figures).toEqual(
      expect.arrayContaining(['networkA.testLoss', 'naive.barrierOverChord']),
    );
  });

  it('is followed by the slider on its sample, with no dataset loaded', async () => {
    const { loads, predicted, until, state, workspace } = await open();
    workspace.getState().look({ alpha: 0 });
    await until(() => state().prediction.naive?.alpha === 0);
    expect(loads).toEqual([]);
    expect(predicted.map(({ data }) => data.sample)).toEqual(predicted.map(() => true));
    const { tasks, prediction } = state();
    const a = stateOf(tasks, networkRef('A'));
    if (a.status !== 'done') throw new Error('Expected A.');
    // Of 500 images in place of all.
    expect(prediction.naive?.accuracy).toBeCloseTo(a.result.value.test.accuracy, 1);
    expect(a.result.recipe.rounded).toBe('kept');
  });

  it('loads its dataset when something is to be computed, and says that rounded weights were used', async () => {
    const { loads, jobs, until, state, workspace, isFresh } = await open();
    await until(isFresh);
    const { experiment } = state();
    workspace.getState().edit({
      ...experiment,
      evaluation: { ...experiment.evaluation, points: 3, samples: 16 },
      curves: { ...experiment.curves, kinds: [] },
    });
    expect(state().landscape?.experiment).toEqual(experiment);
    await until(() => loads.length > 0);
    workspace.getState().train();
    await until(() => !state().busy);
    expect(jobs).toEqual(['path line', 'path line']);
    const naive = stateOf(state().tasks, pathRef('naive'));
    expect(naive.status === 'done' && naive.result.recipe.rounded).toBe('used');
    workspace.getState().turnTo(experiment);
    expect(isFresh()).toBe(true);
  });

  it('is computed anew when told to start over, before the rest of it is there and after', async () => {
    for (const isWhole of [false, true]) {
      const { until, state, isFresh, jobs, landscape } = await open('points-two-moons');
      if (isWhole) await until(isFresh);
      state().startOver();
      await until(() => !state().busy);
      expect(jobs).toContain('train');
      // The rest arrives once its figures are known, and does not take the place of what was computed.
      await until(
        () => state().landscape?.figures.some(({ name }) => /^networkA/.test(name)) === true,
      );
      expect(landscape.pending.length).toBeGreaterThan(0);
      const a = stateOf(state().tasks, networkRef('A'));
      expect(a.status === 'done' && a.result.recipe.rounded).not.toBe('kept');
    }
  });

  it('of a dataset made by a rule has all of it', async () => {
    const { loads, until, session } = await open(NAME);
    await until(() => session.getState().datasets['quadrant']?.status === 'ready');
    expect(loads).toEqual(['quadrant']);
  });

  it('does without weights that do not arrive, and says so', async () => {
    const { until, texts, state } = await open('two-networks-one-task', (path) =>
      path.includes('weights')
        ? Promise.reject(new Error('The server is away.'))
        : fetchServed(path),
    );
    await until(() => texts().length > 0);
    expect(texts()).toEqual([expect.stringMatching(/slider stands still.*The server is away\.$/)]);
    await until(() => !isArriving(state()));
    expect(state().tasks['plane']?.status).toBe('done');
    expect(state().prediction).toEqual({});
  });

  it('takes the place of another experiment, which comes back', async () => {
    const { until, workspace, state, isFresh, session } = await open(NAME);
    const before = state().experiment;
    workspace.getState().openLandscape(await session.shipped.landscape('two-networks-one-task'));
    expect(state().landscape?.name).toBe('two-networks-one-task');
    await until(isFresh);
    workspace.getState().undo();
    expect(state().experiment).toEqual(before);
    expect(isFresh()).toBe(true);
  });
});

it.each(['../../etc/passwd', '', 'a/b', 'x'.repeat(99)])('%j is the name of none', async (name) => {
  await expect(createShipped(fetchServed).landscape(name)).rejects.toThrow(
    /^Expected the name of a landscape/,
  );
});
