/** What outlives the page: where results and checkpoints are kept, by the key of their task. */
import type { AnyResult, Made } from './results';
import type { Plan, TaskJob } from './task';
import type { TaskTypes } from './tasks/types';

/** Told of everything that is worth keeping, as it comes. */
export interface Lasting {
  /** A task has left what it can go on from. */
  left<Job extends TaskJob>(
    job: Job,
    key: string,
    checkpoint: TaskTypes[Job]['checkpoint'],
    made: Made,
  ): void;
  /** A task is done; what it left is of no more use. */
  done(key: string, result: AnyResult, made: Made): void;
  /** Nothing of these is wanted any more. */
  forgotten(keys: readonly string[]): void;
}

/** True unless a network is from a file that is known by its name alone: at another visit that may be another file. */
export const isLasting = (plan: Plan): boolean =>
  [...plan.values()].every(
    ({ settings }) =>
      !('from' in settings) || settings.from !== 'file' || settings.file.digest !== null,
  );
