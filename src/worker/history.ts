import type { TestPoint, TrainingProgress } from '../jobs/jobs';

/** What a descent yields. */
interface Steps {
  readonly step: number;
  readonly steps: number;
  /** Of each new step. */
  readonly losses: Float32Array;
  readonly test: TestPoint | null;
}

/** Points of a training curve, at most. */
const POINTS = 200;

/** Gathers what a descent yields into a history of bounded size, with an estimate of the time left. */
export function historyOf(clock: () => number = () => performance.now()) {
  const began = clock();
  const losses: { step: number; loss: number }[] = [];
  const tests: TestPoint[] = [];
  let step = 0;
  let steps = 0;
  let sum = 0;
  let count = 0;
  return {
    add(progress: Steps) {
      steps = progress.steps;
      const group = Math.ceil(steps / POINTS);
      for (const loss of progress.losses) {
        step++;
        sum += loss;
        count++;
        if (step % group !== 0 && step !== steps) continue;
        losses.push({ step, loss: sum / count });
        sum = 0;
        count = 0;
      }
      if (progress.test !== null) tests.push(progress.test);
    },
    /** Adds a test made after the last step. */
    finish: (test: TestPoint) => void tests.push(test),
    now(): TrainingProgress {
      const seconds = (clock() - began) / 1000;
      return {
        step,
        steps,
        seconds,
        secondsLeft: step === 0 ? Infinity : (seconds / step) * (steps - step),
        losses: losses.slice(),
        tests: tests.slice(),
      };
    },
  };
}

/** True at most once in `interval` milliseconds. */
export function every(interval: number, clock: () => number = () => performance.now()) {
  let last = -Infinity;
  return () => {
    const now = clock();
    if (now - last < interval) return false;
    last = now;
    return true;
  };
}
