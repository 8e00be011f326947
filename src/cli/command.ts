/** What every command is. */
import type { Given, Options } from './options';

/** Where the program lies and to whom it reports its progress. */
export interface Surroundings {
  /** Folder of the program, with `public/data` and the kernels. */
  readonly root: URL;
  /** @param text in place of the one before */
  progress(text: string): void;
  /** @param text a line of its own, which stays */
  note(text: string): void;
}

export interface Output {
  /** For `--json`. */
  readonly json: object;
  /** For people. */
  readonly text: string;
  /** What went wrong beside that; it is said after the rest, and decides the exit code. */
  readonly trouble?: Error | undefined;
}

export interface Command {
  /** After the command's name: `A.safetensors B.safetensors`. */
  readonly usage: string;
  readonly about: string;
  readonly options: Options;
  run(given: Given, surroundings: Surroundings): Promise<Output>;
}
