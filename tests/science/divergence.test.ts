import { describe, expect, it } from 'vitest';
import { DivergedError, watchDivergence } from '../../src/science/divergence';

const chance = Math.log(10);
const stepOf = (losses: number[]): number => {
  const watch = watchDivergence('cross-entropy', 10, 0.1);
  try {
    watch.check(Float32Array.from(losses.slice(0, 150)));
    watch.check(Float32Array.from(losses.slice(150)));
  } catch (error) {
    return (error as DivergedError).step;
  }
  return 0;
};
const steady = (loss: number, n = 300) => new Array<number>(n).fill(loss);

describe('a run has diverged', () => {
  it.each([NaN, Infinity])(
    'at the first step whose loss is %d, within a run or across two',
    (x) => {
      expect(stepOf([x])).toBe(1);
      expect(stepOf([...steady(1, 160), x, 1, x])).toBe(161);
    },
  );

  it('when the mean of 100 losses leaves a hundred times that of the untrained network', () => {
    expect(stepOf([2, ...steady(1e9)])).toBe(2);
    expect(stepOf([2, ...steady(101 * chance)])).toBeGreaterThan(90);
    expect(stepOf([2, ...steady(99 * chance)])).toBe(0);
    expect(stepOf([30, ...steady(101 * chance)])).toBe(0);
  });

  it('when the finished network is beyond use', () => {
    const watch = watchDivergence('mse', 10, 0.1);
    watch.check(Float32Array.of(0.5, 0.4));
    expect(() => watch.checkFinal(0.4)).not.toThrow();
    expect(() => watch.checkFinal(51)).toThrow('at step 2: the loss of the result is 51.');
    expect(() => watch.checkFinal(NaN)).toThrow(DivergedError);
  });
});

describe('what is said', () => {
  const message = (losses: number[], words?: { subject: string; rate: string }) => {
    const watch = watchDivergence('cross-entropy', 10, 0.1, words);
    try {
      watch.check(Float32Array.from(losses));
    } catch (error) {
      return (error as DivergedError).message;
    }
    return '';
  };

  it('averages over no more steps than there are', () => {
    expect(message([2, ...steady(1e9)])).toContain('more than 230 over the first 2 steps. Lower');
    const late = message([...steady(1, 150), ...steady(1e5)]);
    expect(late).toContain('over the last 100 steps. ');
  });

  it('names what diverged, and the learning rate that it has', () => {
    expect(message([NaN])).toBe(
      'Training diverged at step 1: the loss is not finite. Lower the learning rate (now 0.1) and train again.',
    );
    const words = { subject: 'The Bezier curve', rate: 'the learning rate of the curves' };
    expect(message([NaN], words)).toBe(
      'The Bezier curve diverged at step 1: the loss is not finite. Lower the learning rate of the curves (now 0.1) and train again.',
    );
  });
});

describe('a run has not diverged', () => {
  it('when one batch is bad, or when it learns nothing', () => {
    expect(stepOf([...steady(1, 50), 5000, ...steady(1, 250)])).toBe(0);
    expect(stepOf(steady(chance))).toBe(0);
  });
});
