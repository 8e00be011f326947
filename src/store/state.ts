/** What the page knows: one experiment, one stage per step of the pipeline, and what the user looks at. */
import type { DatasetId } from '../data/catalog';
import type { EngineInfo, Loss } from '../engine/engine';
import type { Experiment, NetworkName } from '../jobs/experiment';
import type { BroughtNetwork } from './brought';
import type { NetworkHints } from './checkpoints';
import type { FittedName, PathName } from '../jobs/paths';
import type { PresetId } from '../jobs/presets';
import type {
  EngineChoice,
  FitResult,
  JobMap,
  MatchingResult,
  PathResult,
  PlaneGrid,
  PlanePoint,
  SimplexResult,
  TrainedNetwork,
  TrainingProgress,
  TrajectoryResult,
  TransferResult,
} from '../jobs/jobs';

type MatchingProgress = JobMap['match']['progress'];
type Ensemble = JobMap['ensemble']['result'];
type Averages = JobMap['average']['result'];

/** What went wrong, for a person: what was expected, what came, what to do. */
export interface Failure {
  readonly name: string;
  readonly message: string;
}

/** What a result was made with; enough to make it again. */
export interface Recipe {
  readonly experiment: Experiment;
  readonly engine: string;
  readonly version: string;
}

export interface Finished<Result> {
  readonly value: Result;
  /** The settings it depends on; equal keys mean equal results. */
  readonly key: string;
  readonly recipe: Recipe;
}

/** One step of the pipeline. A result is never thrown away silently: it stays while it is made anew, and after a failure. */
export type Stage<Result, Progress> =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running';
      readonly progress: Progress | null;
      readonly previous: Finished<Result> | null;
    }
  | { readonly status: 'done'; readonly result: Finished<Result> }
  | {
      readonly status: 'failed';
      readonly error: Failure;
      /** The settings that it failed with. */
      readonly key: string;
      readonly previous: Finished<Result> | null;
    }
  /** A setting that it depends on has changed. */
  | { readonly status: 'stale'; readonly result: Finished<Result> };

/** The loss over a plane; cells that are not computed yet are NaN. */
export interface PlaneResult {
  readonly grid: PlaneGrid;
  /** What it goes through, by name. */
  readonly anchors: readonly NamedPoint[];
  readonly trajectory: TrajectoryResult | null;
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

/** A point or path by name, as drawn in the plane. */
export interface NamedPoint extends PlanePoint {
  readonly name: string;
}

export interface ProjectionResult {
  /** The anchors and every other point at hand. */
  readonly points: readonly NamedPoint[];
  /** Paths by name of their stage. */
  readonly paths: readonly { readonly name: PathName; readonly points: readonly PlanePoint[] }[];
}

/** The steps of the pipeline. */
export type Stages = {
  readonly [Name in `network${NetworkName}`]: Stage<TrainedNetwork, TrainingProgress>;
} & { readonly [Name in PathName]: Stage<PathResult, number> } & {
  readonly [Name in `${FittedName}Fit`]: Stage<FitResult, TrainingProgress>;
} & {
  readonly matching: Stage<MatchingResult, MatchingProgress>;
  readonly averages: Stage<Averages, Averages>;
  readonly transfer: Stage<TransferResult, TransferResult>;
  readonly simplex: Stage<SimplexResult, number>;
  readonly ensemble: Stage<Ensemble, number>;
  readonly projection: Stage<ProjectionResult, never>;
  readonly plane: Stage<PlaneResult, PlaneResult>;
};
export type StageName = keyof Stages;
export type ResultOf<Name extends StageName> =
  Stages[Name] extends Stage<infer Result, unknown> ? Result : never;
export type ProgressOf<Name extends StageName> =
  Stages[Name] extends Stage<unknown, infer Progress> ? Progress : never;

export type EngineState =
  | { readonly status: 'starting' }
  | {
      readonly status: 'ready';
      readonly info: EngineInfo;
      readonly workers: number;
      /** Why each engine that comes before it in the order of choice is not used. */
      readonly rejected: readonly string[];
    }
  | { readonly status: 'failed'; readonly error: Failure };

export type DataState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'loading';
      readonly dataset: DatasetId;
      readonly arrived: number;
      /** 0 while it is not known. */
      readonly total: number;
    }
  /** The visitor has yet to bring the files. */
  | { readonly status: 'missing' }
  /** Kept datasets were brought by the visitor and are there at the next visit. */
  | { readonly status: 'ready'; readonly kept: boolean }
  | { readonly status: 'failed'; readonly error: Failure };

export interface AskedNetworks {
  readonly networks: readonly BroughtNetwork[];
  readonly proposed: NetworkHints;
}

/** Something that happened and that the user should know: a worker was replaced, a device was lost. */
export interface Notice {
  readonly id: number;
  readonly text: string;
}

/** The network at one place of each path, evaluated on a few images. */
export type Prediction = Readonly<
  Partial<
    Record<PathName, { readonly alpha: number; readonly loss: number; readonly accuracy: number }>
  >
>;

/** What can be drawn along paths: distances and disagreements are those from and with their two ends. */
export type PathMeasure =
  ('loss' | 'accuracy' | 'fromStart' | 'fromEnd' | 'arc') | ('unlikeStart' | 'unlikeEnd');

/** What is drawn, apart from what is computed. */
export interface View {
  /** 0 at A (or pi(A)), 1 at B. */
  readonly alpha: number;
  /** On the plane. */
  readonly measure: 'loss' | 'accuracy' | 'entropy';
  readonly along: PathMeasure;
  /** Paths that are not drawn. */
  readonly hidden: readonly PathName[];
  readonly scale: 'linear' | 'log';
  readonly theme: 'system' | 'light' | 'dark';
}

export interface State {
  /** The settings as edited; always valid: what is not valid is refused where it is entered. */
  readonly experiment: Experiment;
  /** The preset that the settings equal, else `custom`. */
  readonly preset: PresetId | 'custom';
  readonly engineChoice: EngineChoice;
  readonly engine: EngineState;
  readonly data: DataState;
  readonly stages: Stages;
  /** Networks out of files, of which the user is asked what weights do not tell; null when there are none. */
  readonly asked: AskedNetworks | null;
  /** Networks from files that the browser's storage has, of this and of earlier visits. */
  readonly keptNetworks: number;
  /** True from the press of Train to the end, failure or cancel. */
  readonly busy: boolean;
  readonly notices: readonly Notice[];
  readonly view: View;
  /** Where the slider was a moment ago; nothing while the paths are not there or the workers have other work. */
  readonly prediction: Prediction;
}

/** What a document says: the settings, and every result that can be shown without its weights. */
export interface OpenedDocument {
  readonly experiment: Experiment;
  readonly results: readonly { readonly name: StageName; readonly result: Finished<unknown> }[];
}

export interface Actions {
  /** Starts the engine; called once when the page opens. */
  start(): void;
  choosePreset(preset: PresetId): void;
  /** Replaces the experiment if it is valid (`experimentErrors` is empty), else throws. */
  edit(experiment: Experiment): void;
  /** The experiment with the results that are up to date, as the text of a file. */
  save(): string;
  /** Turns to a saved experiment and shows its results. */
  open(document: OpenedDocument): void;
  /** Tells the user something that happened. */
  notify(text: string): void;
  /** Reads files of a dataset that the page does not come with, and turns to it; not while something runs. */
  bring(dataset: DatasetId, files: readonly File[]): Promise<void>;
  /** Removes a dataset that was brought from the browser's storage; not while something runs. */
  forget(dataset: DatasetId): Promise<void>;
  /** Reads weights files, and asks what they do not tell where that is not known. */
  bringNetworks(files: readonly File[]): Promise<void>;
  /** Answers what was asked, so that the networks take their places, or, with null, lets go of them; throws for hints that do not fit. */
  answer(hints: NetworkHints | null): void;
  /** Lets go of every network from a file, in the browser's storage too; the experiment trains its networks again. */
  forgetNetworks(): Promise<void>;
  chooseEngine(choice: EngineChoice): void;
  /** Runs every stage that is not up to date; all of them again when everything is. */
  train(): void;
  /** Runs what is stale behind the networks; does nothing while the networks themselves are not up to date. */
  update(): void;
  /** Stops what runs; results that are there stay. */
  cancel(): void;
  look(view: Partial<View>): void;
  dismiss(notice: number): void;
}

export type { Experiment, Loss };
