/** What the handlers of jobs are given: the engine on the dataset that they name, and what is known of it. */
import type { Split } from '../data/dataset';
import type { DatasetEngine } from '../engine/engine';
import type { Boundaries } from './boundaries';
import type { EvaluatedPlane, PredictionPath, StoredDataset } from '../jobs/jobs';
import type { PlaneEvaluators } from './places';
import type { Predictors } from './predictors';

export interface Running {
  readonly engine: DatasetEngine;
  /** Images of each split. */
  readonly counts: Readonly<Record<Split, number>>;
  /** Class of each image. */
  readonly labels: Readonly<Record<Split, Uint8Array>>;
  /** The dataset under the normalisation that is asked for. */
  readonly stored: StoredDataset;
  /** The evaluators of the slider on this dataset. */
  readonly predictors: Predictors;
  /** Those of planes. */
  readonly planes: PlaneEvaluators;
  /** What networks of two inputs say, where points have two coordinates. */
  readonly boundaries: Boundaries;
}

/** So many images, or all where there are fewer. */
export const atMost = ({ counts }: Running, split: Split, samples: number): number =>
  Math.min(samples, counts[split]);

/** A path on no more images than there are. */
export const pathWithin = (running: Running, path: PredictionPath): PredictionPath => ({
  ...path,
  samples: atMost(running, path.split, path.samples),
  repair: path.repair === null ? null : atMost(running, 'train', path.repair),
});

/** A plane on no more images than there are. */
export const planeWithin = (running: Running, plane: EvaluatedPlane): EvaluatedPlane => ({
  ...plane,
  samples: atMost(running, plane.split, plane.samples),
});

/** Test images that a training is followed on. */
const FOLLOWED = 2000;

/** On what a descent is tested on the way and at its end. */
export const evaluationPlan = (running: Running) => ({
  split: 'test' as const,
  samples: atMost(running, 'test', FOLLOWED),
  finalSamples: running.counts.test,
});
