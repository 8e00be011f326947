/** The messages between the page and the thread of the archive. */
import type { Archive } from './archive';

export type ArchiveMethod = keyof Archive;

/** A call of one of the archive's methods. */
export type ArchiveCall = {
  [Method in ArchiveMethod]: {
    readonly id: number;
    readonly method: Method;
    readonly args: Parameters<Archive[Method]>;
  };
}[ArchiveMethod];

/** What came of the call of that id. */
export interface ArchiveAnswer {
  readonly id: number;
  readonly value: unknown;
}
