import type { FitCheckpoint, TestPoint, TrainingProgress } from '../jobs/jobs';
import { stopwatch } from '../jobs/stopwatch';

/** What a descent yields. */
interface Steps {
  readonly steps: number;
  /** Of each new step. */
  readonly losses: Float32Array;
  readonly test: TestPoint | null;
}

/** Points of a training curve, at most. */
const POINTS = 200;

/**
 * Gathers what a descent yields into a history of bounded size, with an estimate of the time left.
 *
 * @param from the checkpoint that the descent goes on from, if any
 */
export function historyOf(
  from: Pick<FitCheckpoint, 'losses' | 'tests' | 'seconds'> | null,
  clock = () => performance.now(),
) {
  /** From the first yield on: before it, the network may have waited for another. */
  let elapsed: (() => number) | null = null;
  const losses: { step: number; loss: number }[] = [];
  const tests: TestPoint[] = [...(from?.tests ?? [])];
  let step = 0;
  let steps = 0;
  let sum = 0;
  let count = 0;
  const addLosses = (some: Float32Array) => {
    const group = Math.ceil(steps / POINTS);
    for (const loss of some) {
      step++;
      sum += loss;
      count++;
      if (step % group !== 0 && step !== steps) continue;
      losses.push({ step, loss: sum / count });
      sum = 0;
      count = 0;
    }
  };
  return {
    add(progress: Steps) {
      const first = elapsed === null;
      steps = progress.steps;
      elapsed ??= stopwatch(clock, from?.seconds);
      if (first && from !== null) addLosses(from.losses);
      addLosses(progress.losses);
      if (progress.test !== null) tests.push(progress.test);
    },
    /** Adds a test made after the last step. */
    finish: (test: TestPoint) => void tests.push(test),
    now(): TrainingProgress {
      const seconds = elapsed?.() ?? 0;
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
