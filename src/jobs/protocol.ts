/** The messages between page and worker. Types only, but for the functions that carry errors across. */
import type { JobMap, JobName } from './jobs';

export type ToWorker =
  | {
      [Name in JobName]: {
        readonly type: 'run';
        readonly id: number;
        readonly name: Name;
        readonly request: JobMap[Name]['request'];
      };
    }[JobName]
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: ErrorMessage }
  /** The worker holds the lock of its own name; it is released when the worker ends, however it ends. */
  | { readonly type: 'locked'; readonly lock: string };

/** An error as it crosses threads; structured cloning would lose the name. */
export interface ErrorMessage {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

/** The engine's device is gone for good; a job that ends so can be run again on another engine. */
export class EngineLostError extends Error {
  override readonly name = 'EngineLostError';
}

export function errorToMessage(error: unknown): ErrorMessage {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}

/** The divergence of a training, with the name of its network. */
export const ofNetwork = (error: ErrorMessage, name: string): ErrorMessage => ({
  ...error,
  message: error.message.replace(/^Training diverged/, `Training of ${name} diverged`),
});

export function messageToError({ name, message, stack }: ErrorMessage): Error {
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
