/** What the page asks of a worker: job name -> request, progress, result. Types only. */
import type { Split } from '../data/dataset';
import type { DatasetName, HeldName } from '../data/named';
import type { OwnData } from '../data/own';
import type { EngineInfo, Loss, Optimizer } from '../engine/engine';
import type { Architecture } from '../model/architecture';
import type { Initialisation } from '../model/initialisation';
import type { Weights } from '../model/weights';
import type { Checkpoint as NetworkCheckpoint } from '../files/checkpoint';
import type { Ensemble, Score } from '../science/ensemble';
import type { MatchingProgress } from '../science/matching/methods';
import type { AveragePoint } from '../science/merging/averages';
import type { PlaneChoice } from '../science/planes/planes';
import type { AlignmentSettings } from './methods';
import type { FittedName } from './paths';
import type { DataSettings, HeldData } from './dataSettings';
import type {
  Boundary,
  EngineChoice,
  Checkpoint,
  Classification,
  CollectCheckpoint,
  Confusion,
  DescentReport,
  FitCheckpoint,
  Keep,
  LabelledImages,
  Snapshot,
  TrainingOutcome,
  MatchingResult,
  MeasurementProgress,
  PathThrough,
  PathResult,
  FitResult,
  TrajectoryResult,
  TransferResult,
  SimplexCheckpoint,
  SimplexResult,
  PlanePoint,
  PlaneGrid,
  PredictionPath,
  PlaneTile,
  PlacesResult,
  EvaluatedPlane,
  StoredDataset,
} from './answers';

export type * from './answers';
export type * from './dataSettings';

export interface JobMap {
  /** Starts the worker's engine. */
  start: {
    request: { readonly choice: EngineChoice };
    progress: never;
    /** The engine that runs, and why each one before it in the order of choice does not. */
    result: { readonly info: EngineInfo; readonly rejected: readonly string[] };
  };
  /** Fetches a dataset or makes it, reads the files that a visitor imports, or finds what an earlier visit kept; checks it. */
  load: {
    request: {
      readonly name: DatasetName;
      readonly base: string;
      /** Imported by the visitor; none where there is nothing to import or it was kept. */
      readonly files?: readonly File[];
    };
    progress: { readonly arrived: number; readonly total: number };
    /** Null when the visitor has yet to import the files. */
    result: StoredDataset | null;
  };
  /** Reads images of the visitor's own out of files that belong together. */
  readOwn: {
    request: {
      /** By name, which is lost on the way between some threads. */
      readonly files: readonly { readonly name: string; readonly file: Blob }[];
    };
    progress: never;
    result: {
      readonly own: OwnData;
      readonly dataset: StoredDataset;
      /** The browser keeps the same images from an earlier visit. */
      readonly kept: boolean;
    };
  };
  /** Keeps a dataset in the browser for later visits. */
  keep: {
    request: { readonly name: DatasetName; readonly dataset: StoredDataset };
    progress: never;
    result: null;
  };
  /** Removes what was kept. */
  removeDataset: { request: { readonly name: DatasetName }; progress: never; result: null };
  /** Gives the worker a dataset that jobs may name from then on; its engine loads it when the first does. */
  provide: {
    request: { readonly name: HeldName; readonly dataset: StoredDataset };
    progress: never;
    result: null;
  };
  /** Lets go of a dataset, once the jobs on it have ended. */
  withdraw: { request: { readonly name: HeldName }; progress: never; result: null };
  /** Trains networks side by side, which go on from checkpoints of one step or all begin. */
  train: {
    request: {
      readonly data: DataSettings;
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
  /** Reads a network from a weights file, or from the several files that it is saved in. */
  read: {
    request: {
      /** Of the network, which refusals begin with. */
      readonly name: string;
      /** By name, which is lost on the way between some threads. */
      readonly files: readonly { readonly name: string; readonly file: Blob }[];
    };
    progress: never;
    /** What the file says of the network, its weights, and their SHA-256 in hexadecimal. */
    result: NetworkCheckpoint & { readonly digest: string };
  };
  /** Keeps a network from a file in the browser for later visits. */
  keepNetwork: {
    request: { readonly digest: string; readonly weights: Weights };
    progress: never;
    result: null;
  };
  /** What an earlier visit kept; null where it kept no such network. */
  keptNetwork: { request: { readonly digest: string }; progress: never; result: Weights | null };
  /** How many networks earlier visits and this one kept. */
  countNetworks: { request: Record<string, never>; progress: never; result: number };
  /** Removes every network that was kept. */
  removeNetworks: { request: Record<string, never>; progress: never; result: null };
  /** Loss and accuracy of a network, or of a weighted sum of several. */
  score: {
    request: {
      readonly data: DataSettings;
      readonly architecture: Architecture;
      readonly loss: Loss;
      /** K networks. */
      readonly basis: readonly Weights[];
      /** Of each of them in the sum, `[K]`. */
      readonly coefficients: Float64Array<ArrayBuffer>;
      readonly split: Split;
      /** Images; all of the split where it has fewer. */
      readonly samples: number;
    };
    progress: never;
    result: Score;
  };
  match: {
    request: {
      readonly data: DataSettings;
      readonly architecture: Architecture;
      readonly a: Weights;
      /** Of B, which differs from A's in its widths at most. */
      readonly target: Architecture;
      readonly b: Weights;
      /** Both before their training, for the method that looks at nothing else; null for all others. */
      readonly initial: { readonly a: Weights; readonly b: Weights } | null;
      readonly loss: Loss;
      readonly settings: AlignmentSettings;
    };
    progress: MatchingProgress;
    result: MatchingResult;
  };
  /** Finds the control points of a curve between two networks by descent. */
  fit: {
    request: {
      readonly data: DataSettings;
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
      readonly from: FitCheckpoint | null;
    };
    progress: DescentReport<FitCheckpoint>;
    result: FitResult;
  };
  /** Evaluates a path. */
  path: {
    request: {
      readonly data: DataSettings;
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
      readonly data: DataSettings;
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
      readonly data: DataSettings;
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
      readonly data: DataSettings;
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
      readonly from: SimplexCheckpoint | null;
    };
    progress: MeasurementProgress<SimplexCheckpoint>;
    result: SimplexResult;
  };
  /** An ensemble along a curve, or of networks collected as training goes on. */
  ensemble: {
    request: {
      readonly data: DataSettings;
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly members: number;
      readonly of:
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
      /** Of networks that are collected. */
      readonly from: CollectCheckpoint | null;
    };
    progress: MeasurementProgress<CollectCheckpoint>;
    result: Ensemble;
  };
  /** Frame and grid of a plane, and where points lie in it. */
  frame: {
    request: {
      readonly source: PlaneChoice;
      readonly grid: number;
      readonly points: readonly Weights[];
    };
    progress: never;
    result: {
      /** That the plane goes through. */
      readonly anchors: readonly [Weights, Weights, Weights];
      readonly grid: PlaneGrid;
      /** Every grid point `row * size + column` once, coarse to fine, `[size * size]`. */
      readonly order: Uint32Array<ArrayBuffer>;
      readonly points: readonly PlanePoint[];
      readonly trajectory: TrajectoryResult | null;
      /** True where a random direction took the place of a third point on the line of the others. */
      readonly direction: boolean;
    };
  };
  /** Where points and a path lie in a plane. */
  project: {
    request: {
      readonly source: PlaneChoice;
      readonly points: readonly Weights[];
      readonly path: { readonly architecture: Architecture; readonly path: PathThrough } | null;
    };
    progress: never;
    result: {
      readonly points: readonly PlanePoint[];
      /** From alpha = 0 to 1; empty without a path. */
      readonly path: readonly PlanePoint[];
    };
  };
  /** Loss and accuracy at one place of a path, which the worker keeps from one request to the next. */
  predict: {
    request: {
      readonly data: HeldData;
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
  /** What the network at one place of a path says everywhere in the square; the worker keeps the path as `predict` does. */
  boundary: {
    request: {
      /** Of points with two coordinates. */
      readonly data: HeldData;
      readonly key: string;
      /** Null where the worker may know the key. */
      readonly path: Pick<PredictionPath, 'architecture' | 'path'> | null;
      /** 0 to 1. */
      readonly alpha: number;
      /** Places on each side of the square. */
      readonly size: number;
      /** First test points; all where there are fewer. */
      readonly samples: number;
    };
    progress: never;
    /** Null when the worker does not know the key. */
    result: Boundary | null;
  };
  /** Images of a split and their classes. */
  images: {
    request: {
      readonly data: HeldData;
      readonly split: Split;
      /** Which; those that the split does not have are left out. */
      readonly indices: readonly number[];
    };
    progress: never;
    result: LabelledImages;
  };
  /** What the networks at some places of a path take images for; null when the worker does not know the path's key. */
  classify: {
    request: {
      readonly data: HeldData;
      readonly key: string;
      /** Null where the worker may know the key. */
      readonly path: PredictionPath | null;
      /** 0 to 1 each. */
      readonly alphas: readonly number[];
      readonly images:
        | { readonly first: number; readonly split: Split }
        /** Levels 0 to 255, `[samples, pixels]`. */
        | { readonly levels: Uint8Array<ArrayBuffer> };
    };
    progress: never;
    result: Classification | null;
  };
  /** Which classes the network at one place of a path takes for which; null when the worker does not know the key. */
  confusion: {
    request: {
      readonly data: HeldData;
      readonly key: string;
      readonly path: PredictionPath | null;
      readonly alpha: number;
      readonly split: Split;
      /** The first images; all where there are fewer. */
      readonly samples: number;
    };
    progress: never;
    result: Confusion | null;
  };
  /** Loss and accuracy at places of a plane, which the worker keeps from one request to the next. */
  places: {
    request: {
      readonly data: HeldData;
      readonly key: string;
      /** Null where the worker may know the key. */
      readonly plane: EvaluatedPlane | null;
      /** x and y of each in order, `[places, 2]`. */
      readonly places: Float64Array<ArrayBuffer>;
    };
    progress: never;
    /** Null when the worker does not know the key. */
    result: PlacesResult | null;
  };
  /** The path over the points of a grid whose highest loss is least. */
  gridPath: {
    request: {
      readonly grid: PlaneGrid;
      /** `[size, size]`; what is not finite cannot be crossed. */
      readonly loss: Float64Array<ArrayBuffer>;
      /** Places between which it goes, exactly: those of grid points, or the next to them. */
      readonly from: Pick<PlanePoint, 'x' | 'y'>;
      readonly to: Pick<PlanePoint, 'x' | 'y'>;
    };
    progress: never;
    /** x and y of each place in order, both ends included, `[places, 2]`; null where none joins them. */
    result: Float64Array<ArrayBuffer> | null;
  };
  /** Evaluates some grid points, in their order. */
  plane: {
    request: {
      readonly data: DataSettings;
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

export type JobName = keyof JobMap;
