/** What each job of a task reports, what it comes to, and what it can resume from. Types only. */
import type {
  Checkpoint,
  CollectCheckpoint,
  FitCheckpoint,
  SimplexCheckpoint,
  DataSettings,
  FitResult,
  JobMap,
  MatchingResult,
  PathKind,
  PathResult,
  PlaneGrid,
  PlanePoint,
  SimplexResult,
  Snapshot,
  TrainedNetwork,
  TrainingProgress,
  TrajectoryResult,
  TransferResult,
} from '../../jobs/jobs';
import type { Architecture } from '../../model/architecture';
import type { Loss } from '../../engine/engine';

type Request<Job extends keyof JobMap> = JobMap[Job]['request'];

/** A point of weight space in the results of a task's inputs; `name` is for people and for pictures. */
export type PointSettings = { readonly name: string } & (
  | { readonly of: 'network'; readonly input: string }
  /** Of a network, before its training. */
  | { readonly of: 'initial'; readonly input: string }
  /** pi(A) of a matching. */
  | { readonly of: 'permuted'; readonly input: string }
  /** The initial weights of a network under the permutations of a matching. */
  | { readonly of: 'permuted initial'; readonly input: string; readonly matching: string }
  /** The middle control point of a fitted curve. */
  | { readonly of: 'control'; readonly input: string }
);

/** A path through points, with the control points of a fit between the two where there is one. */
export interface PathSettings {
  readonly kind: PathKind;
  readonly points: readonly [start: PointSettings, end: PointSettings];
  /** The input whose control points lie between; null for none. */
  readonly controls: string | null;
  /** First layers that the layer-wise line moves; 1 of no meaning to others. */
  readonly layers: number;
}

/** A network: trained, forked from the input `origin`, or read from a file. */
export type NetworkSettings =
  | {
      readonly from: 'training';
      /** What all that train side by side have in common. */
      readonly training: Omit<Request<'train'>, 'networks'>;
      readonly initialisationSeed: number;
      readonly orderSeed: number;
      /** Steps at which other networks begin. */
      readonly forks: readonly number[];
      /** The step of `origin` at which this one begins; null begins by itself. */
      readonly fork: number | null;
    }
  | {
      readonly from: 'file';
      readonly data: DataSettings;
      readonly architecture: Architecture;
      readonly loss: Loss;
      readonly file: NetworkFile;
    };

/** A weights file by its name and, where it is known, the SHA-256 of its weights. */
export interface NetworkFile {
  readonly name: string;
  readonly digest: string | null;
}

/** Where a training was when it stopped, with all that it kept on the way. */
export interface TrainingCheckpoint {
  readonly from: Checkpoint;
  readonly snapshots: readonly Snapshot[];
  readonly forks: readonly Checkpoint[];
}

/** What a plane is made from. */
export type SourceSettings =
  | {
      readonly kind: 'points';
      readonly anchors: readonly [PointSettings, PointSettings, PointSettings];
      /** Seed of the random direction that takes the place of a third point on the line of the others; null refuses. */
      readonly otherwise: number | null;
    }
  | {
      readonly kind: 'random';
      readonly architecture: Architecture;
      readonly center: PointSettings;
      readonly seed: number;
    }
  /** Along the training of an input. */
  | { readonly kind: 'trajectory'; readonly input: string; readonly name: string };

/** The loss over a plane; cells that are not computed yet are NaN. */
export interface PlaneResult {
  readonly grid: PlaneGrid;
  /** What it goes through, by name. */
  readonly anchors: readonly NamedPoint[];
  readonly trajectory: TrajectoryResult | null;
  /** True where a random direction took the place of a third point on the line of the others. */
  readonly direction: boolean;
  /** `[size, size]`, row 0 at the lowest y. */
  readonly loss: Float64Array<ArrayBuffer>;
  /** `[size, size]`, 0 to 1. */
  readonly accuracy: Float64Array<ArrayBuffer>;
  /** `[size, size]`, in nats; null where it was not asked for. */
  readonly entropy: Float64Array<ArrayBuffer> | null;
  /** Cells computed so far. */
  readonly computed: number;
  /** Seconds of computing so far, from the first tile on. */
  readonly seconds: number;
}

/** A point by name, as drawn in the plane. */
export interface NamedPoint extends PlanePoint {
  readonly name: string;
}

/** Where points and a path lie in a plane. */
export interface ProjectionResult {
  readonly points: readonly NamedPoint[];
  /** From alpha = 0 to 1; empty where there is no path. */
  readonly path: readonly PlanePoint[];
}

/** What every measurement is made on. */
type On = Pick<Request<'path'>, 'data' | 'architecture' | 'loss' | 'split' | 'samples'>;

/** By the name of a job: its settings, its progress, its result, and what it goes on from after it was stopped. */
export interface TaskTypes {
  network: {
    settings: NetworkSettings;
    progress: TrainingProgress;
    result: TrainedNetwork;
    checkpoint: TrainingCheckpoint;
  };
  /** Inputs `a` and `b`. */
  match: {
    settings: Pick<Request<'match'>, 'data' | 'architecture' | 'target' | 'loss'> & {
      readonly alignment: Request<'match'>['settings'];
      /** Looks at both networks before their training. */
      readonly initial: boolean;
    };
    progress: JobMap['match']['progress'];
    result: MatchingResult;
    checkpoint: never;
  };
  fit: {
    settings: Omit<Request<'fit'>, 'start' | 'end' | 'from'> & {
      readonly start: PointSettings;
      readonly end: PointSettings;
    };
    progress: TrainingProgress;
    result: FitResult;
    checkpoint: FitCheckpoint;
  };
  path: {
    settings: Omit<Request<'path'>, 'path'> & { readonly path: PathSettings };
    /** Share done, 0 to 1. */
    progress: number;
    result: PathResult;
    checkpoint: never;
  };
  average: {
    settings: On & {
      /** Inputs, in the order in which they join the average. */
      readonly networks: readonly string[];
      readonly alignment: Request<'average'>['settings'];
      readonly how: Request<'average'>['how'];
    };
    progress: JobMap['average']['progress'];
    result: JobMap['average']['result'];
    checkpoint: never;
  };
  /** Inputs `a` and `b`. */
  transfer: {
    settings: On & {
      readonly alignment: Request<'transfer'>['settings'];
      readonly found: readonly number[];
      readonly applied: readonly number[];
    };
    progress: TransferResult;
    result: TransferResult;
    checkpoint: never;
  };
  simplex: {
    settings: Omit<Request<'simplex'>, 'networks' | 'from'> & {
      readonly points: readonly PointSettings[];
    };
    progress: number;
    result: SimplexResult;
    checkpoint: SimplexCheckpoint;
  };
  ensemble: {
    settings: On & {
      readonly members: number;
      readonly of:
        | { readonly kind: 'path'; readonly path: PathSettings }
        | (Omit<Extract<Request<'ensemble'>['of'], { kind: 'training' }>, 'weights'> & {
            /** The input whose training goes on. */
            readonly input: string;
          });
    };
    progress: number;
    result: JobMap['ensemble']['result'];
    checkpoint: CollectCheckpoint;
  };
  projection: {
    settings: {
      readonly source: SourceSettings;
      readonly points: readonly PointSettings[];
      readonly path: { readonly architecture: Architecture; readonly path: PathSettings } | null;
    };
    progress: never;
    result: ProjectionResult;
    checkpoint: never;
  };
  plane: {
    settings: Pick<Request<'plane'>, 'data' | 'architecture' | 'loss' | 'split' | 'samples'> & {
      readonly source: SourceSettings;
      /** Points on each side. */
      readonly grid: number;
      /** The entropy of the predictions, too. */
      readonly entropy: boolean;
    };
    progress: PlaneResult;
    result: PlaneResult;
    checkpoint: PlaneResult;
  };
}
