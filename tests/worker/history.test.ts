import { describe, expect, it } from 'vitest';
import { historyOf } from '../../src/worker/history';

describe('historyOf', () => {
  it('keeps the mean loss of groups, bounded, and estimates the time left', () => {
    let now = 0;
    const history = historyOf(null, () => now);
    const steps = 1000;
    now = 9000;
    history.add({ steps, losses: new Float32Array(0), test: null });
    for (let step = 100; step <= 500; step += 100) {
      now += 1000;
      const losses = Float32Array.from({ length: 100 }, (_, i) => step - 100 + i);
      history.add({ steps, losses, test: null });
    }
    const { losses, seconds, secondsLeft, step } = history.now();
    expect(step).toBe(500);
    expect(losses.length).toBe(100);
    expect(losses[0]).toEqual({ step: 5, loss: 2 });
    expect(seconds).toBe(5);
    expect(secondsLeft).toBe(5);
  });

  it('ends with the last step even when it does not fill a group', () => {
    const history = historyOf(null, () => 0);
    history.add({ steps: 401, losses: new Float32Array(401).fill(2), test: null });
    expect(history.now().losses.at(-1)).toEqual({ step: 401, loss: 2 });
  });
});

describe('a history that goes on from a checkpoint', () => {
  const test = { step: 0, samples: 20, loss: 2.3, accuracy: 0.1 };
  const losses = Float32Array.from({ length: 1000 }, (_, i) => i);
  const steps = 1000;

  it('is the one that was not interrupted', () => {
    const whole = historyOf(null, () => 0);
    whole.add({ steps, losses: losses.slice(0, 333), test });
    whole.add({ steps, losses: losses.slice(333), test: null });
    const from = {
      step: 333,
      points: [],
      first: [],
      second: [],
      losses: losses.slice(0, 333),
      tests: [test],
      seconds: 40,
    };
    let now = 0;
    const resumed = historyOf(from, () => now);
    resumed.add({ steps, losses: new Float32Array(0), test: null });
    now = 2000;
    const first = resumed.now();
    expect(first).toMatchObject({ step: 333, seconds: 42, tests: [test] });
    expect(first.losses).toHaveLength(66);
    resumed.add({ steps, losses: losses.slice(333), test: null });
    expect(resumed.now()).toMatchObject({ ...whole.now(), seconds: 42 });
  });
});
