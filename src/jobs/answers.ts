/** What jobs are given and what they answer, in parts. Types only. */
import type { Dataset, Split } from '../data/dataset';
import type { Loss } from '../engine/engine';
import type { Architecture } from '../model/architecture';
import type { Permutation } from '../model/permutation';
import type { Weights } from '../model/weights';
import type { Ensemble, Score } from '../science/ensemble';
import type { BandCheckpoint as ScienceBandCheckpoint } from '../science/paths/band';
import type { CollectCheckpoint as ScienceCollectCheckpoint } from '../science/paths/collect';
import type { SimplexCheckpoint as ScienceSimplexCheckpoint } from '../science/paths/simplex';
import type { Checkpoint as ScienceCheckpoint } from '../science/stackMember';
import type { TransferPoint } from '../science/matching/transfer';
import type { PlaneChoice } from '../science/planes/planes';
import type { CurveName } from './paths';
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

/** Where a band can go on from, on any engine. */
export interface BandCheckpoint extends ScienceBandCheckpoint {
  /** Steps taken, of all cycles. */
  readonly step: number;
  /** Mean loss of the band's networks at every step so far, `[step]`. */
  readonly losses: Float32Array<ArrayBuffer>;
  /** None is made on the way. */
  readonly tests: readonly TestPoint[];
  /** Of work until then. */
  readonly seconds: number;
}

export type FitCheckpoint = Checkpoint | BandCheckpoint;

/** Where a simplex can go on from, on any engine. */
export interface SimplexCheckpoint extends ScienceSimplexCheckpoint {
  /** Steps taken, of all connecting points. */
  readonly step: number;
}

/** Where a collection of networks can go on from, on any engine. */
export interface CollectCheckpoint extends ScienceCollectCheckpoint {
  /** Steps taken. */
  readonly step: number;
}

/** How far a measurement is that descends. */
export interface MeasurementProgress<At> {
  /** Share done, 0 to 1. */
  readonly share: number;
  /** Now and then, at least every 2 seconds of its descent. */
  readonly checkpoint: At | null;
}

/** How one of the networks of a training goes, or a fitting. */
export interface DescentReport<At = Checkpoint> {
  /** Which, from 0. */
  readonly network: number;
  readonly history: TrainingProgress;
  /** Now and then, at least every 2 seconds of training, and at every step that was to be kept. */
  readonly checkpoint: At | null;
  /** True for a step that was to be kept. */
  readonly kept: boolean;
  /** Why it goes no further; the others do. */
  readonly diverged: ErrorMessage | null;
}

/** Steps after which the weights of a training are reported: those given, 0 included, and every one that is tested. */
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

/** What a training answers; its progress has reported what it kept on the way. */
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
  /** Shares of A's units in each unit at the position of one of B, `[n_B, n_A]`; each row sums to 1. */
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
  /** How many permutations there are, where the method tried every one. */
  readonly tried: number | null;
  /** Of each hidden layer; none where units are mixed in place of being matched. */
  readonly layers: readonly LayerMatching[];
  /** Of each hidden layer, where units are mixed. */
  readonly mixed: readonly LayerMixing[] | null;
  /** pi(A), of B's architecture. */
  readonly permuted: Weights;
  /** Cosine of the activations of each unit of B and the one now in its place, layer by layer. */
  readonly cosines: readonly Float64Array<ArrayBuffer>[];
  /** First training images on which they are. */
  readonly samples: number;
  /** Share of the units whose cosine is below 0.3. */
  readonly weakShare: number;
  /** Straight distance from B: of A, null where widths differ, and of pi(A). */
  readonly distance: { readonly before: number | null; readonly after: number };
  /** The largest factor, or one over it, by which a unit of A was scaled to the size of its match; null where none is. */
  readonly largestFactor: number | null;
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
  /** Layers that the line of the first layers moves; of no meaning to others. */
  readonly layers: number;
}

/** Loss and accuracy at each place of a path, and how high it rises. */
export interface AlongPath {
  readonly loss: Float64Array<ArrayBuffer>;
  /** 0 to 1 each. */
  readonly accuracy: Float64Array<ArrayBuffer>;
  /** `max L - (L(0) + L(1)) / 2` (Garipov et al. 2018; Frankle et al. 2020). */
  readonly barrierOverMean: number;
  /** `max [L(alpha) - ((1 - alpha) L(0) + alpha L(1))]` (Entezari et al. 2022; Benzing et al. 2022). */
  readonly barrierOverChord: number;
  /** Accuracy at alpha = 0.5, 0 to 1. */
  readonly midpointAccuracy: number;
}

/** Loss along a path from alpha = 0 to 1. */
export interface PathResult extends AlongPath {
  /** `[points]`, from 0 to 1. */
  readonly alphas: Float64Array<ArrayBuffer>;
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
}

export interface FitResult {
  /** The control points between the two ends, in order. */
  readonly controls: readonly Weights[];
  readonly history: TrainingProgress;
}

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

/** A path, and what it is evaluated on. */
export interface PredictionPath {
  readonly architecture: Architecture;
  readonly loss: Loss;
  readonly path: PathThrough;
  readonly split: Split;
  /** Images; all of the split where it has fewer. */
  readonly samples: number;
  /** Training images for REPAIR, all where there are fewer; null does without. */
  readonly repair: number | null;
}

/** A plane, and what it is evaluated on. */
export interface EvaluatedPlane {
  readonly architecture: Architecture;
  readonly loss: Loss;
  readonly source: PlaneChoice;
  readonly split: Split;
  /** Images; all of the split where it has fewer. */
  readonly samples: number;
}

/** Loss along the straight pieces between places of a plane. */
export interface PlacesResult extends Omit<AlongPath, 'midpointAccuracy'> {
  /** Share of the whole length before each place, 0 to 1, `[places]`. */
  readonly shares: Float64Array<ArrayBuffer>;
}

/** What a network of two inputs says over its square and of some points. */
export interface Boundary {
  /** Over a grid, `row * size + column`; row 0 is the lowest. */
  readonly classes: Uint8Array<ArrayBuffer>;
  /** Probability of that class. */
  readonly sure: Float32Array<ArrayBuffer>;
  /** Class of each of the first test points. */
  readonly points: Uint8Array<ArrayBuffer>;
}

export interface LabelledImages {
  /** Of each, in its split. */
  readonly indices: readonly number[];
  /** Numbers in one image, all channels together. */
  readonly pixels: number;
  /** Levels 0 to 255, `[images, pixels]`. */
  readonly levels: Uint8Array<ArrayBuffer>;
  /** `[images]` */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** What networks take images for. */
export interface Classification {
  readonly samples: number;
  readonly classes: number;
  /** `[networks, samples]`; 255 where a network's outputs are no finite numbers. */
  readonly decided: Uint8Array<ArrayBuffer>;
  /**
   * How sure they are of each class, 0 to 1, `[networks, samples, classes]`: softmax, or the outputs themselves after
   * training with squared error; NaN where they are no numbers.
   */
  readonly certainties: Float32Array<ArrayBuffer>;
  /** `[samples]`; null of images that were given. */
  readonly labels: Uint8Array<ArrayBuffer> | null;
}

/** Which classes a network takes for which. */
export interface Confusion {
  readonly classes: number;
  /** `[classes, classes]`: images of each true class, a row, by what they were taken for. */
  readonly matrix: Uint32Array<ArrayBuffer>;
  /** Images of each class, those without a finite output too. */
  readonly counts: Uint32Array<ArrayBuffer>;
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
