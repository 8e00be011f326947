/** What the page asks of a worker: job name -> request, progress, result. Types only. */
import type { Dataset, Split } from '../data/dataset';
import type { DatasetId } from '../data/catalog';
import type { EngineInfo, Loss, Optimizer } from '../engine/engine';
import type { Architecture } from '../model/architecture';
import type { Initialisation } from '../model/initialisation';
import type { Permutation } from '../model/permutation';
import type { Weights } from '../model/weights';
import type { Checkpoint as ScienceCheckpoint } from '../science/lane';
import type { ErrorMessage } from './protocol';

/** Which engine to use; `auto` takes WebGPU on a real GPU, else WebAssembly. */
export type EngineChoice = 'auto' | 'webgpu' | 'wasm';

/** Loss and accuracy after `step` steps, on the test split. */
export interface TestPoint {
  readonly step: number;
  readonly loss: number;
  /** 0 to 1 */
  readonly accuracy: number;
}

/** How a training went so far; the arrays grow, in a new object each time. */
export interface TrainingProgress {
  readonly step: number;
  readonly steps: number;
  /** Seconds since the first step, and the estimate of what is left. */
  readonly seconds: number;
  readonly secondsLeft: number;
  /** Mean training loss over groups of steps, at the step that ends each group. */
  readonly losses: readonly { readonly step: number; readonly loss: number }[];
  readonly tests: readonly TestPoint[];
}

/** Where a training or fitting can go on from, on any engine. */
export interface Checkpoint extends ScienceCheckpoint {
  /** Of work until then. */
  readonly seconds: number;
}

/** What a training or fitting tells of one of its networks. */
export interface DescentReport {
  /** Which, from 0. */
  readonly network: number;
  readonly history: TrainingProgress;
  /** Now and then, at least every 2 seconds of training. */
  readonly checkpoint: Checkpoint | null;
  /** Why it goes no further; the others do. */
  readonly diverged: ErrorMessage | null;
}

/** A network before and after training. */
export interface TrainedNetwork {
  readonly architecture: Architecture;
  readonly initial: Weights;
  readonly weights: Weights;
  readonly history: TrainingProgress;
  /** On the whole test split. */
  readonly test: { readonly loss: number; readonly accuracy: number };
}

/** How the training of one of several networks ended. */
export type TrainingOutcome =
  | { readonly status: 'trained'; readonly network: TrainedNetwork }
  | { readonly status: 'diverged'; readonly error: ErrorMessage };

/** One hidden layer's matching. */
export interface LayerMatching {
  /** Unit `i` of B is matched with unit `permutation[i]` of A. */
  readonly permutation: Permutation;
  /** Of each matched pair, by unit of B; cosine and correlation are at most 1. */
  readonly similarities: Float64Array<ArrayBuffer>;
  /** Their sum. */
  readonly total: number;
}

export interface MatchingResult {
  readonly layers: readonly LayerMatching[];
  /** pi(A). */
  readonly permuted: Weights;
  /** Largest difference of a logit between A and pi(A) over the first test images: the proof of the same function. */
  readonly largestLogitDifference: number;
  readonly seconds: number;
}

export type PathKind = 'line' | 'bezier' | 'chain';

/** Loss along a path from alpha = 0 to 1. */
export interface PathResult {
  /** `[points]`, from 0 to 1. */
  readonly alphas: Float64Array<ArrayBuffer>;
  readonly loss: Float64Array<ArrayBuffer>;
  /** 0 to 1 each. */
  readonly accuracy: Float64Array<ArrayBuffer>;
  /** `max L - (L(0) + L(1)) / 2` (Garipov et al. 2018; Frankle et al. 2020). */
  readonly barrierOverMean: number;
  /** `max [L(alpha) - ((1 - alpha) L(0) + alpha L(1))]` (Entezari et al. 2021; Benzing et al. 2022). */
  readonly barrierOverChord: number;
  /** Accuracy at alpha = 0.5, 0 to 1. */
  readonly midpointAccuracy: number;
}

export interface FitResult {
  /** The control points between the two ends, in order. */
  readonly controls: readonly Weights[];
  readonly history: TrainingProgress;
}

/** A point in plane coordinates, in units of |B - A| of the plane's own first two anchors. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
  /** Distance off the plane, in the same unit. */
  readonly distance: number;
}

/** Where grid points lie: `x[column]`, `y[row]`; row 0 is the lowest y. */
export interface PlaneGrid {
  readonly size: number;
  /** `[size]`, ascending, evenly spaced. */
  readonly x: Float64Array<ArrayBuffer>;
  /** `[size]`, ascending, the same spacing as x. */
  readonly y: Float64Array<ArrayBuffer>;
}

export interface JobMap {
  /** Starts the worker's engine. */
  start: {
    request: { readonly choice: EngineChoice };
    progress: never;
    /** The engine that runs, and why each one before it in the order of choice does not. */
    result: { readonly info: EngineInfo; readonly rejected: readonly string[] };
  };
  /** Fetches a dataset, reads the files that a visitor brings, or finds what an earlier visit kept; checks it. */
  load: {
    request: {
      readonly dataset: DatasetId;
      readonly base: string;
      /** Brought by the visitor; none where there is nothing to bring or it was kept. */
      readonly files?: readonly File[];
    };
    progress: { readonly arrived: number; readonly total: number };
    /** Null when the visitor has yet to bring the files. */
    result: StoredDataset | null;
  };
  /** Keeps a dataset in the browser for later visits. */
  keep: {
    request: { readonly id: DatasetId; readonly dataset: StoredDataset };
    progress: never;
    result: null;
  };
  /** Removes what was kept. */
  forget: { request: { readonly id: DatasetId }; progress: never; result: null };
  /** Gives the engine a dataset. */
  place: { request: { readonly dataset: StoredDataset }; progress: never; result: null };
  /** Trains networks side by side, which go on from checkpoints of one step or all begin. */
  train: {
    request: {
      readonly architecture: Architecture;
      readonly initialisation: Initialisation;
      readonly loss: Loss;
      readonly optimizer: Optimizer;
      readonly epochs: number;
      readonly batch: number;
      readonly networks: readonly {
        readonly initialisationSeed: number;
        readonly orderSeed: number;
        readonly from: Checkpoint | null;
      }[];
    };
    progress: DescentReport;
    /** Of each network. */
    result: readonly TrainingOutcome[];
  };
  match: {
    request: {
      readonly architecture: Architecture;
      readonly a: Weights;
      readonly b: Weights;
      readonly method: 'activation' | 'weight';
      readonly similarity: 'cosine' | 'l2' | 'correlation';
      readonly stage: 'before' | 'after';
      readonly samples: number;
      readonly seed: number;
    };
    progress: never;
    result: MatchingResult;
  };
  /** Fits the control points of a curve between two networks. */
  fit: {
    request: {
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly optimizer: Optimizer;
      readonly kind: 'bezier' | 'chain';
      readonly bends: number;
      readonly start: Weights;
      readonly end: Weights;
      readonly epochs: number;
      readonly batch: number;
      readonly seed: number;
      readonly from: Checkpoint | null;
    };
    progress: DescentReport;
    result: FitResult;
  };
  /** Evaluates a path through `points`: both ends and the control points between them. */
  path: {
    request: {
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly kind: PathKind;
      readonly points: readonly Weights[];
      readonly alphas: number;
      readonly split: Split;
      readonly samples: number;
    };
    /** Share done, 0 to 1. */
    progress: number;
    result: PathResult;
  };
  /** Frame and grid of the plane through three anchors, and where points and paths lie in it. */
  frame: {
    request: {
      readonly anchors: readonly [Weights, Weights, Weights];
      readonly grid: number;
      readonly points: readonly Weights[];
      readonly paths: readonly { readonly kind: PathKind; readonly points: readonly Weights[] }[];
    };
    progress: never;
    result: {
      readonly grid: PlaneGrid;
      /** Every grid point `row * size + column` once, coarse to fine, `[size * size]`. */
      readonly order: Uint32Array<ArrayBuffer>;
      readonly points: readonly PlanePoint[];
      /** Points along each path, from alpha = 0 to 1. */
      readonly paths: readonly (readonly PlanePoint[])[];
    };
  };
  /** Loss and accuracy at one place of a path, which the worker keeps from one request to the next. */
  predict: {
    request: {
      readonly key: string;
      /** Null where the worker may know the key. */
      readonly path: PredictionPath | null;
      /** 0 to 1. */
      readonly alpha: number;
    };
    progress: never;
    /** Null when the worker does not know the key. */
    result: { readonly loss: number; readonly accuracy: number } | null;
  };
  /** Evaluates some grid points, in their order. */
  plane: {
    request: {
      readonly architecture: Architecture;
      readonly loss: Loss;
      /** Of Weights: many jobs share them without a copy for each. */
      readonly anchors: readonly [Blob, Blob, Blob];
      readonly grid: PlaneGrid;
      readonly split: Split;
      readonly samples: number;
      /** `row * size + column` of each. */
      readonly cells: Uint32Array<ArrayBuffer>;
    };
    progress: PlaneTile;
    result: null;
  };
}

/** A path, and what it is evaluated on. */
export interface PredictionPath {
  readonly architecture: Architecture;
  readonly loss: Loss;
  readonly kind: PathKind;
  /** Both ends and the control points between them. */
  readonly points: readonly Weights[];
  readonly split: Split;
  /** Images; all of the split where it has fewer. */
  readonly samples: number;
}

/** Loss and accuracy of some grid points. */
export interface PlaneTile {
  /** `row * size + column` of each. */
  readonly cells: Uint32Array<ArrayBuffer>;
  readonly loss: Float64Array<ArrayBuffer>;
  readonly accuracy: Float64Array<ArrayBuffer>;
}

/** A checked dataset as the browser keeps it: blobs pass between threads without a copy. */
export type StoredDataset = Omit<Dataset, 'train' | 'test'> & {
  readonly train: StoredSamples;
  readonly test: StoredSamples;
};

interface StoredSamples {
  readonly count: number;
  readonly images: Blob;
  readonly labels: Blob;
}

export type JobName = keyof JobMap;
