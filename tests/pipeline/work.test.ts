/** Work by task: whole, in part, and of nothing. */
import { describe, expect, it } from 'vitest';
import { planOfExperiment } from '../../src/pipeline/experiment';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';
import { MATCHING, networkRef, PLANE } from '../../src/pipeline/kinds/pair/refs';
import type { AnyTaskState, TaskStates } from '../../src/pipeline/state';
import { shareDone } from '../../src/pipeline/work';

const { experiment } = PRESETS['quick-look'];
const plan = planOfExperiment(experiment);
const ids = [...plan.keys()];
const finished = { value: null, key: '', recipe: { experiment, engine: '', version: '' } };
const done = (...of: readonly string[]): TaskStates =>
  Object.fromEntries(
    of.map((id): [string, AnyTaskState] => [
      id,
      { job: plan.get(id)?.job ?? 'plane', status: 'done', result: finished },
    ]),
  );
const training = (step: number): AnyTaskState => ({
  job: 'network',
  status: 'running',
  previous: null,
  progress: { step, steps: 600, seconds: 1, secondsLeft: 1, losses: [], tests: [] },
});

describe('the share of the work that is done', () => {
  it('is 0 before, 1 after, and 1 of nothing', () => {
    expect(shareDone(plan, ids, {})).toBe(0);
    expect(shareDone(plan, ids, done(...ids))).toBeCloseTo(1);
    expect(shareDone(plan, [], {})).toBe(1);
  });

  it('is most of all the training of networks', () => {
    const networks = done(networkRef('A').id, networkRef('B').id);
    const share = shareDone(plan, ids, networks);
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.8);
    const half = shareDone(plan, ids, {
      [networkRef('A').id]: training(300),
      [networkRef('B').id]: training(300),
    });
    expect(half).toBeCloseTo(share / 2);
    expect(shareDone(plan, ids, done(MATCHING.id))).toBeLessThan(0.1);
  });

  it('is of the planned tasks alone', () => {
    expect(shareDone(plan, [PLANE.id], {})).toBe(0);
    expect(shareDone(plan, [PLANE.id], done(PLANE.id))).toBe(1);
    expect(shareDone(plan, [PLANE.id, 'gone'], done(PLANE.id))).toBe(1);
  });
});
