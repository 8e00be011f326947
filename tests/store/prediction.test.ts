import { afterEach, describe, expect, it } from 'vitest';
import type { JobMap } from '../../src/jobs/jobs';
import { architectureOf, type Experiment } from '../../src/jobs/experiment';
import { combine } from '../../src/model/weights';
import { shown } from '../../src/store/staleness';
import type { State } from '../../src/store/state';
import { createIsthmus } from '../../src/store/store';
import { channelPool, type ChannelPool } from '../support/channelPool';
import { withSeedsOfB } from '../support/tinyStore';
import { engineOn } from '../support/engineOn';
import { createOracleEngine } from '../support/oracleEngine';
import { smallDataset } from '../support/smallData';

let opened: ChannelPool | null = null;
afterEach(() => opened?.close());

/** A store whose pipeline has run, and what it has asked the workers to predict. */
async function trained() {
  const asked: JobMap['predict']['request'][] = [];
  const store = createIsthmus({
    openPool: (told) => {
      const change = (handlers: Parameters<NonNullable<Change>>[0]) => ({
        ...handlers,
        predict: (...[request, context]: Parameters<typeof handlers.predict>) => {
          asked.push(request);
          return handlers.predict(request, context);
        },
      });
      return (opened = channelPool({ change }, told)).pool;
    },
    engineChoice: 'wasm',
    ...{ base: '', version: 'test' },
  });
  const { experiment, edit, start, train } = store.getState();
  const tiny: Experiment = {
    ...experiment,
    network: { kind: 'mlp', hidden: [8] },
    training: { ...experiment.training, batch: 16 },
    evaluation: { ...experiment.evaluation, samples: 16, points: 5 },
    plane: { ...experiment.plane, grid: 5, samples: 8 },
  };
  edit(tiny);
  start();
  train();
  const until = (condition: (state: State) => boolean) =>
    new Promise<State>((resolve) => {
      const look = (state: State) => {
        if (!condition(state)) return;
        stop();
        resolve(state);
      };
      const stop = store.subscribe(look);
      look(store.getState());
    });
  await until(({ busy }) => !busy);
  const at = (alpha: number) =>
    until(({ prediction }) => {
      const points = Object.values(prediction);
      return points.length === 4 && points.every((point) => point.alpha === alpha);
    });
  return { store, tiny, asked, until, at };
}
type Change = Exclude<Parameters<typeof channelPool>[0], undefined>['change'];

describe('the networks at the slider', () => {
  it('are those of exactly its alpha', async () => {
    const { store, tiny, at } = await trained();
    store.getState().look({ alpha: 0.37 });
    const { prediction, stages } = await at(0.37);
    const dataset = smallDataset(784, 10);
    const engine = await engineOn(createOracleEngine(), dataset);
    const networks = [stages.networkA, stages.networkB].map((stage) => shown(stage)!.value.weights);
    const evaluator = await engine.evaluator({
      architecture: architectureOf(tiny),
      loss: tiny.loss,
      basis: [combine(networks, [0.63, 0.37])],
      split: 'test',
      samples: dataset.test.count,
    });
    const { loss, accuracy } = await evaluator.evaluate(Float64Array.of(1));
    expect(prediction.naive?.loss).toBeCloseTo(loss[0]!, 5);
    expect(prediction.naive?.accuracy).toBe(accuracy[0]);
  });

  it('send the weights once to each worker, and ask only for the last of many places', async () => {
    const { store, asked, at } = await trained();
    for (const alpha of [0.5, 0.1, 0.2, 0.3]) {
      store.getState().look({ alpha });
      await at(alpha);
    }
    const before = asked.length;
    for (let step = 0; step <= 100; step++) store.getState().look({ alpha: step / 100 });
    await at(1);
    // The first of them, the last, and each again where the other worker is free this time.
    expect(asked.length - before).toBeLessThanOrEqual(4 * 2 * 2);
    expect(asked.filter(({ path }) => path !== null).length).toBeLessThanOrEqual(4 * 2);
  });

  it('are sent again to an engine that does not know them', async () => {
    const { store, asked, at, until } = await trained();
    await at(0.5);
    const before = asked.length;
    store.getState().chooseEngine('wasm');
    expect(store.getState().prediction).toEqual({});
    await until(({ engine }) => engine.status === 'ready');
    await at(0.5);
    const sent = asked.slice(before).filter(({ path }) => path !== null);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(4);
  });

  it('are not shown while other work is under way, nor for other settings', async () => {
    const { store, tiny, at, until } = await trained();
    await at(0.5);
    store.getState().edit(withSeedsOfB(tiny, 9, 9));
    expect(store.getState().prediction).toEqual({});
    store.getState().train();
    expect(store.getState().prediction).toEqual({});
    await until(({ busy }) => !busy);
    await at(0.5);
  });
});
