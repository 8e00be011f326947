/** What is kept in the browser from visit to visit: results and checkpoints by the key of their task. Types only. */

/** A result, or the checkpoint of a task that has none yet; a key has one of them. */
export interface ArchivedHead {
  readonly key: string;
  readonly kind: 'result' | 'checkpoint';
  readonly job: string;
  /** How far it is; what is less far never takes the place of what is farther. A result is the farthest. */
  readonly rank: number;
  /** All but its large arrays, as JSON. */
  readonly text: string;
  /** Its large arrays by their ids, in the order in which the text names them. */
  readonly pieces: readonly string[];
  /** What computed it. */
  readonly made: { readonly engine: string; readonly version: string };
}

/** The bytes of a large array. */
export interface ArchivedPiece {
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What was kept, whole and unchanged. */
export type Taken = Omit<ArchivedHead, 'pieces' | 'rank'> & {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
};

/** What became of something that was to be kept. */
export type Kept =
  | 'kept'
  /** What is there is as far or farther. */
  | 'older'
  /** Pieces that were thought to be there are not: send all of them. */
  | 'incomplete'
  /** There is no room, also after what was used longest ago has gone. */
  | 'full'
  /** The browser keeps no data of this page. */
  | 'refused'
  /** The browser's storage does not answer. */
  | 'silent';

/** An experiment that was run, and how it was looked at. */
export interface ArchivedRun {
  /** Made from the keys of its tasks. */
  readonly id: string;
  readonly experiment: unknown;
  readonly view: unknown;
  readonly status: 'running' | 'stopped' | 'done';
  /** Share of the run that is done, 0 to 1. */
  readonly share: number;
  /** What it was to compute, and how far it had come. */
  readonly planned: unknown;
  readonly histories: unknown;
  /** When this was written, in milliseconds since 1970. */
  readonly time: number;
}

export interface Usage {
  /** Of results and checkpoints. */
  readonly bytes: number;
  readonly runs: number;
}

/** The storage, asked from the page; nothing here rejects but for a thread that has ended. */
export interface Archive {
  put(head: ArchivedHead, pieces: readonly ArchivedPiece[]): Promise<Kept>;
  /**
   * Null for what is not there, or is damaged, which is dropped.
   *
   * @param results leaves checkpoints where they are
   */
  take(key: string, results?: 'results alone'): Promise<Taken | null>;
  drop(keys: readonly string[]): Promise<void>;
  putRun(run: ArchivedRun): Promise<Kept>;
  /** The latest first. */
  runs(): Promise<readonly ArchivedRun[]>;
  dropRun(id: string): Promise<void>;
  /** Null where the browser keeps nothing. */
  usage(): Promise<Usage | null>;
  /** Drops everything; false where the browser does not. */
  clear(): Promise<boolean>;
}
