/** What the handlers of jobs are given: the engine that runs, and what is known of its dataset. */
import type { Split } from '../data/dataset';
import type { Engine } from '../engine/engine';

export interface Running {
  readonly engine: Engine;
  /** Images of each split. */
  readonly counts: Readonly<Record<Split, number>>;
  /** Class of each image. */
  readonly labels: Readonly<Record<Split, Uint8Array>>;
}

/** So many images, or all where there are fewer. */
export const atMost = ({ counts }: Running, split: Split, samples: number): number =>
  Math.min(samples, counts[split]);

/** Test images that a training is followed on. */
const FOLLOWED = 2000;

/** On what a descent is tested on the way and at its end. */
export const evaluationPlan = (running: Running) => ({
  split: 'test' as const,
  samples: atMost(running, 'test', FOLLOWED),
  finalSamples: running.counts.test,
});
