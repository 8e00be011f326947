/** What the page asks of a worker: job name -> request, progress, result. Types only. */
import type { Dataset, Split } from '../data/dataset';
import type { DatasetId } from '../data/catalog';
import type { EngineInfo, Loss, Optimizer } from '../engine/engine';
import type { Architecture } from '../model/architecture';
import type { Initialisation } from '../model/initialisation';
import type { Permutation } from '../model/permutation';
import type { Weights } from '../model/weights';
import type { Shapes } from '../files/checkpoint';
import type { Ensemble, Score } from '../science/ensemble';
import type { Checkpoint as ScienceCheckpoint } from '../science/lane';
import type { MatchingProgress } from '../science/matching/methods';
import type { AveragePoint } from '../science/merging/averages';
import type { TransferPoint } from '../science/matching/transfer';
import type { AlignmentSettings } from './alignment';
import type { CurveName, FittedName } from './experiment';
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
  /** Now and then, at least every 2 seconds of training, and at every step that was to be kept. */
  readonly checkpoint: Checkpoint | null;
  /** True for a step that was to be kept. */
  readonly kept: boolean;
  /** Why it goes no further; the others do. */
  readonly diverged: ErrorMessage | null;
}

/** Steps after which the weights of a training are told: those given, 0 included, and every one that is tested. */
export interface Keep {
  readonly tested: boolean;
  readonly steps: readonly number[];
}

/** Weights on the way of a training. */
export interface Snapshot {
  readonly step: number;
  readonly weights: Weights;
}

/** A network before and after training. */
export interface TrainedNetwork {
  readonly architecture: Architecture;
  /** Null of a network that was read from a file. */
  readonly initial: Weights | null;
  readonly weights: Weights;
  readonly history: TrainingProgress;
  /** On the whole test split. */
  readonly test: { readonly loss: number; readonly accuracy: number };
  /** Weights after the steps that were to be kept, ascending; the first is step 0. */
  readonly snapshots: readonly Snapshot[];
  /** Where other networks begin. */
  readonly forks: readonly Checkpoint[];
}

/** What a training answers; what it kept on the way it has told. */
export type JustTrained = Omit<TrainedNetwork, 'initial' | 'snapshots' | 'forks'> & {
  readonly initial: Weights;
};

/** How the training of one of several networks ended. */
export type TrainingOutcome =
  | { readonly status: 'trained'; readonly network: JustTrained }
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

/** How transport mixes the units of one hidden layer of A into those of B. */
export interface LayerMixing {
  /** Shares of A's units in each unit that stands where B's does, `[n_B, n_A]`; each row sums to 1. */
  readonly shares: Float64Array<ArrayBuffer>;
  /** Mean cost of what is moved. */
  readonly cost: number;
}

export interface MatchingResult {
  readonly title: string;
  readonly source: string;
  readonly objective: {
    readonly value: number;
    /** What it is, and whether it was to be high or low. */
    readonly is: string;
  };
  /** Of each hidden layer; none where units are mixed in place of being matched. */
  readonly layers: readonly LayerMatching[];
  /** Of each hidden layer, where units are mixed. */
  readonly mixed: readonly LayerMixing[] | null;
  /** pi(A), of B's architecture. */
  readonly permuted: Weights;
  /** Cosine of the activations of each unit of B and the one now in its place, layer by layer. */
  readonly cosines: readonly Float64Array<ArrayBuffer>[];
  /** Share of the units whose cosine is below 0.3. */
  readonly weakShare: number;
  /** Largest difference of a logit between A and pi(A) over the first test images: the proof of the same function. */
  readonly largestLogitDifference: number;
  readonly seconds: number;
}

export type PathKind = 'line' | CurveName;

/** How a path goes from its first to its last point. */
export interface PathThrough {
  readonly kind: PathKind;
  /** Both ends and the control points between them. */
  readonly points: readonly Weights[];
  /** Layers that the layer-wise line moves; of no meaning to others. */
  readonly layers: number;
}

/** Loss and accuracy at each place of a path, and how high it rises. */
export interface AlongPath {
  readonly loss: Float64Array<ArrayBuffer>;
  /** 0 to 1 each. */
  readonly accuracy: Float64Array<ArrayBuffer>;
  readonly barrierOverMean: number;
  readonly barrierOverChord: number;
  readonly midpointAccuracy: number;
}

/** Loss along a path from alpha = 0 to 1. */
export interface PathResult {
  /** On the other split, where it was asked for. */
  readonly other: AlongPath | null;
  /** Length of the path from its first end to each place, `[points]`. */
  readonly arc: Float64Array<ArrayBuffer>;
  /** Straight distance of each place from both ends, `[points]` each. */
  readonly fromStart: Float64Array<ArrayBuffer>;
  readonly fromEnd: Float64Array<ArrayBuffer>;
  /** Share of the compared images on which a place and an end differ, `[points]` each, where it was asked for. */
  readonly disagreement: {
    readonly withStart: Float64Array<ArrayBuffer>;
    readonly withEnd: Float64Array<ArrayBuffer>;
  } | null;
  /** With REPAIR: of each hidden layer, the variance halfway over the parents' mix, before it was repaired. */
  readonly varianceRatios: readonly number[] | null;
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

/** What a plane is made from. */
export type PlaneSource =
  | { readonly kind: 'points'; readonly anchors: readonly [Weights, Weights, Weights] }
  | {
      readonly kind: 'random';
      readonly architecture: Architecture;
      readonly center: Weights;
      readonly seed: number;
    }
  /** At least four, in the order of training. */
  | { readonly kind: 'trajectory'; readonly checkpoints: readonly Weights[] };

/** A training in a plane. */
export interface TrajectoryResult {
  readonly points: readonly PlanePoint[];
  /** Share of the snapshots' variance along x and y, 0 to 1. */
  readonly explained: readonly [x: number, y: number];
}

export interface TransferResult {
  readonly points: readonly TransferPoint[];
  /** Midpoint of the networks as they are, at each step. */
  readonly naive: readonly (Score & { readonly applied: number })[];
}

export interface SimplexResult {
  readonly vertices: readonly Weights[];
  /** How many of the vertices are networks; the others connect them. */
  readonly networks: number;
  /** Natural logarithm of the volume; null where the vertices span less than a simplex. */
  readonly logVolume: number | null;
  /** Loss and accuracy of each vertex and of each network drawn from it. */
  readonly atVertices: readonly Score[];
  readonly drawn: Ensemble;
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
      readonly keep: Keep;
    };
    progress: DescentReport;
    /** Of each network. */
    result: readonly TrainingOutcome[];
  };
  /** Reads a network from a weights file, safetensors or NumPy .npz. */
  read: {
    request: { readonly file: File };
    progress: never;
    /** What the file says of the network, its weights, and their SHA-256 in hexadecimal. */
    result: {
      readonly shapes: Shapes;
      readonly weights: Weights;
      readonly digest: string;
    };
  };
  /** Loss and accuracy of a network on a whole split. */
  score: {
    request: {
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly weights: Weights;
      readonly split: Split;
    };
    progress: never;
    result: Score;
  };
  match: {
    request: {
      readonly architecture: Architecture;
      readonly a: Weights;
      /** Of B, which differs from A's in its widths at most. */
      readonly target: Architecture;
      readonly b: Weights;
      readonly loss: Loss;
      readonly settings: AlignmentSettings;
    };
    progress: MatchingProgress;
    result: MatchingResult;
  };
  /** Finds the control points of a curve between two networks by descent. */
  fit: {
    request: {
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly optimizer: Optimizer;
      readonly kind: FittedName;
      /** Control points, bends, pivots or cycles. */
      readonly size: number;
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
  /** Evaluates a path. */
  path: {
    request: {
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly path: PathThrough;
      readonly alphas: number;
      readonly split: Split;
      readonly samples: number;
      /** The other split, too. */
      readonly both: boolean;
      /** Test images on which predictions are compared with those of the ends; 0 compares nothing. */
      readonly compared: number;
      /** Training images for REPAIR at each place; null does without. */
      readonly repair: number | null;
    };
    /** Share done, 0 to 1. */
    progress: number;
    result: PathResult;
  };
  /** Averages of the first two, three, ... networks. */
  average: {
    request: {
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly networks: readonly { readonly initial: Weights | null; readonly weights: Weights }[];
      readonly settings: AlignmentSettings;
      readonly how: 'to-first' | 'merge-many';
      readonly split: Split;
      readonly samples: number;
    };
    progress: readonly AveragePoint[];
    result: readonly AveragePoint[];
  };
  /** Midpoints at some steps of training with permutations found at others. */
  transfer: {
    request: {
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly a: readonly Snapshot[];
      readonly b: readonly Snapshot[];
      readonly settings: AlignmentSettings;
      /** Steps; those of the very step are measured besides. */
      readonly found: readonly number[];
      readonly applied: readonly number[];
      readonly split: Split;
      readonly samples: number;
    };
    progress: TransferResult;
    result: TransferResult;
  };
  /** A simplicial complex of low loss through several networks. */
  simplex: {
    request: {
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly optimizer: Optimizer;
      readonly networks: readonly Weights[];
      readonly connectors: number;
      readonly regularization: number;
      readonly drawn: number;
      readonly epochs: number;
      readonly batch: number;
      readonly seed: number;
      readonly split: Split;
      readonly samples: number;
    };
    /** Share done, 0 to 1. */
    progress: number;
    result: SimplexResult;
  };
  /** An ensemble along a curve, or of networks collected as training goes on. */
  ensemble: {
    request: {
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly members: number;
      readonly from:
        | { readonly kind: 'path'; readonly path: PathThrough }
        | {
            readonly kind: 'training';
            readonly weights: Weights;
            readonly optimizer: Optimizer;
            readonly batch: number;
            readonly cycleEpochs: number;
            readonly seed: number;
          };
      readonly split: Split;
      readonly samples: number;
    };
    /** Share done, 0 to 1. */
    progress: number;
    result: Ensemble;
  };
  /** Frame and grid of a plane, and where points and paths lie in it. */
  frame: {
    request: {
      readonly source: PlaneSource;
      readonly grid: number;
      readonly points: readonly Weights[];
      readonly paths: readonly {
        readonly architecture: Architecture;
        readonly path: PathThrough;
      }[];
    };
    progress: never;
    result: {
      /** That the plane goes through. */
      readonly anchors: readonly [Weights, Weights, Weights];
      readonly grid: PlaneGrid;
      /** Every grid point `row * size + column` once, coarse to fine, `[size * size]`. */
      readonly order: Uint32Array<ArrayBuffer>;
      readonly points: readonly PlanePoint[];
      /** Points along each path, from alpha = 0 to 1. */
      readonly paths: readonly (readonly PlanePoint[])[];
      readonly trajectory: TrajectoryResult | null;
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
      /** The entropy of the predictions, too. */
      readonly entropy: boolean;
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
  readonly path: PathThrough;
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
  /** In nats, where it was asked for. */
  readonly entropy: Float64Array<ArrayBuffer> | null;
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
