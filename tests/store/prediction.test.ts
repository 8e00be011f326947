import { afterEach, describe, expect, it } from 'vitest';
import type { JobMap } from '../../src/jobs/jobs';
import { architectureOf } from '../../src/pipeline/kinds/pair/experiment';
import { combine } from '../../src/model/weights';
import { networkRef } from '../../src/pipeline/kinds/pair/refs';
import {
  tinyStore,
  withSeedsOfB,
  type TinyStore,
  type TinyStoreOptions,
} from '../support/tinyStore';
import { engineOn } from '../support/engineOn';
import { createOracleEngine } from '../support/oracleEngine';
import { smallDataset } from '../support/smallData';

let opened: TinyStore | null = null;
afterEach(() => opened?.close());

/** A page whose pipeline has run, and what it has asked the workers to predict. */
async function trained() {
  const asked: JobMap['predict']['request'][] = [];
  const change: TinyStoreOptions['change'] = (handlers) => ({
    ...handlers,
    predict: (...[request, context]: Parameters<typeof handlers.predict>) => {
      asked.push(request);
      return handlers.predict(request, context);
    },
  });
  const page = (opened = tinyStore({ change }));
  page.train();
  await page.idle();
  const at = (alpha: number) =>
    page.until(({ prediction }) => {
      const points = Object.values(prediction);
      return points.length === 4 && points.every((point) => point.alpha === alpha);
    });
  return { ...page, asked, at };
}

describe('the networks at the slider', () => {
  it('are those of exactly its alpha, on images of the curve', async () => {
    const { tiny, at, look, result } = await trained();
    look({ alpha: 0.37 });
    const { prediction } = await at(0.37);
    const dataset = smallDataset(784, 10);
    const engine = await engineOn(createOracleEngine(), dataset);
    const networks = (['A', 'B'] as const).map((name) => result(networkRef(name)).weights);
    const evaluator = await engine.evaluator({
      architecture: architectureOf(tiny),
      loss: tiny.loss,
      basis: [combine(networks, [0.63, 0.37])],
      split: 'test',
      samples: tiny.evaluation.samples,
    });
    const { loss, accuracy } = await evaluator.evaluate(Float64Array.of(1));
    expect(prediction.naive?.loss).toBeCloseTo(loss[0]!, 5);
    expect(prediction.naive?.accuracy).toBe(accuracy[0]);
  });

  it('send the weights once to each worker, and ask only for the last of many places', async () => {
    const { asked, at, look } = await trained();
    for (const alpha of [0.5, 0.1, 0.2, 0.3]) {
      look({ alpha });
      await at(alpha);
    }
    const before = asked.length;
    for (let step = 0; step <= 100; step++) look({ alpha: step / 100 });
    await at(1);
    // The first of them, the last, and each again where the other worker is free this time.
    expect(asked.length - before).toBeLessThanOrEqual(4 * 2 * 2);
    expect(asked.filter(({ path }) => path !== null).length).toBeLessThanOrEqual(4 * 2);
  });

  it('are sent again to an engine that does not know them', async () => {
    const { asked, at, until, chooseEngine, state } = await trained();
    await at(0.5);
    const before = asked.length;
    chooseEngine('wasm');
    expect(state().prediction).toEqual({});
    await until(({ engine }) => engine.status === 'ready');
    await at(0.5);
    const sent = asked.slice(before).filter(({ path }) => path !== null);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(4);
  });

  it('are not shown while other work is under way, nor for other settings', async () => {
    const { tiny, at, idle, edit, train, state } = await trained();
    await at(0.5);
    edit(withSeedsOfB(tiny, 9, 9));
    expect(state().prediction).toEqual({});
    train();
    expect(state().prediction).toEqual({});
    await idle();
    await at(0.5);
  });
});
