/** What descends goes on from what its progress carried, to the same result. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import type { Weights } from '../../src/model/weights';
import type { JobMap } from '../../src/jobs/jobs';
import { createBoundaries } from '../../src/worker/boundaries';
import { fitCurve } from '../../src/worker/descents';
import { findSimplex, scoreEnsemble } from '../../src/worker/ensembles';
import { createPlaneEvaluators } from '../../src/worker/places';
import { createPredictors } from '../../src/worker/predictors';
import type { Running } from '../../src/worker/running';
import { store } from '../../src/worker/storage';
import { engineOn } from '../support/engineOn';
import { architecture, patterns } from '../support/patterns';
import { createNodeWasmEngine } from '../support/wasm';

const [a, b, c] = [1, 2, 3].map((seed) =>
  initialise(architecture, 'he-normal', randomFrom(seed)),
) as [Weights, Weights, Weights];
const loss = 'cross-entropy';
/** The handlers of single jobs look at none. */
const data = { dataset: 'fashion-mnist', normalization: null } as const;
const optimizer = { kind: 'sgd', learningRate: 0.05, momentum: 0.9, weightDecay: 0 } as const;

let running: Running;
beforeAll(async () => {
  const images = patterns();
  const machine = await createNodeWasmEngine('relaxed');
  const engine = await engineOn(machine, images);
  const { train, test } = images;
  running = {
    engine,
    counts: { train: train.count, test: test.count },
    labels: { train: train.labels, test: test.labels },
    stored: store(images),
    predictors: createPredictors(),
    planes: createPlaneEvaluators(),
    boundaries: createBoundaries(machine, images),
  };
});
afterEach(() => vi.restoreAllMocks());

/** Every look at the clock is 1.6 s later, so that every step leaves a checkpoint. */
function hurry() {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1600));
}

/** A job's result, and its progress as it arrives on the other side. */
async function ran<Progress, Result>(
  job: (context: {
    signal: AbortSignal;
    progress: (progress: Progress, transfer?: Transferable[]) => void;
  }) => Promise<Result>,
): Promise<{ result: Result; progress: Progress[] }> {
  hurry();
  const progress: Progress[] = [];
  const result = await job({
    signal: new AbortController().signal,
    progress: (now, transfer = []) => progress.push(structuredClone(now, { transfer })),
  });
  return { result, progress };
}

const kept = <At>(progress: readonly { readonly checkpoint: At | null }[]): At[] =>
  progress.flatMap(({ checkpoint }) => (checkpoint === null ? [] : [checkpoint]));

describe.each(['bezier', 'chain', 'neb', 'auto-neb'] as const)('a fit: %s', (kind) => {
  const fit = (from: JobMap['fit']['request']['from']) =>
    ran<JobMap['fit']['progress'], JobMap['fit']['result']>((context) =>
      fitCurve(
        running,
        {
          data,
          architecture,
          loss,
          optimizer,
          kind,
          from,
          size: 2,
          start: a,
          end: b,
          epochs: 2,
          batch: 40,
          seed: 3,
        },
        context,
      ),
    );

  it('goes on to the same control points and the same history', async () => {
    const whole = await fit(null);
    const checkpoints = kept(whole.progress);
    expect(checkpoints.length).toBeGreaterThan(2);
    const middle = checkpoints[checkpoints.length >> 1]!;
    expect(middle.losses).toHaveLength(middle.step);
    const { result, progress } = await fit(middle);
    expect(result.controls).toEqual(whole.result.controls);
    const { losses, tests, step, steps } = whole.result.history;
    expect(result.history).toMatchObject({ losses, tests, step, steps });
    expect(step).toBe(steps);
    expect(kept(progress).every((checkpoint) => checkpoint.step > middle.step)).toBe(true);
  });
});

it('a simplex goes on to the same vertices, and its share does not fall', async () => {
  const find = (from: JobMap['simplex']['request']['from']) =>
    ran<JobMap['simplex']['progress'], JobMap['simplex']['result']>((context) =>
      findSimplex(
        running,
        {
          data,
          architecture,
          loss,
          optimizer,
          from,
          networks: [a, b, c],
          connectors: 2,
          regularization: 1e-3,
          drawn: 2,
          epochs: 1,
          batch: 40,
          seed: 3,
          split: 'test',
          samples: 20,
        },
        context,
      ),
    );
  const whole = await find(null);
  for (const checkpoint of kept(whole.progress)) {
    const before = whole.progress.find((now) => now.checkpoint?.step === checkpoint.step)!.share;
    const { result, progress } = await find(checkpoint);
    expect(result).toEqual(whole.result);
    expect(progress.every(({ share }) => share > before)).toBe(true);
  }
});

it('networks that are collected go on to the same ensemble', async () => {
  const score = (from: JobMap['ensemble']['request']['from']) =>
    ran<JobMap['ensemble']['progress'], JobMap['ensemble']['result']>((context) =>
      scoreEnsemble(
        running,
        {
          data,
          architecture,
          loss,
          from,
          members: 2,
          split: 'test',
          samples: 20,
          of: { kind: 'training', weights: a, optimizer, batch: 40, cycleEpochs: 1, seed: 3 },
        },
        context,
      ),
    );
  const whole = await score(null);
  const checkpoints = kept(whole.progress);
  expect(checkpoints.length).toBeGreaterThan(2);
  for (const checkpoint of checkpoints)
    expect((await score(checkpoint)).result).toEqual(whole.result);
});
