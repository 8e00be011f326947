/** Where a task is: waiting, running, done, failed, or made with settings that have changed. */
import type { Experiment } from './experiment';
import type { TaskJob, TaskRef } from './task';
import type { TaskTypes } from './tasks/types';

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
  readonly rounded?: Rounded;
}

/**
 * Where weights rounded to float16, as finished landscapes are shipped with, play a part: those in this very result are
 * `kept` so, its numbers being of the exact ones, or such were `used` to compute it. Absent where all is exact.
 */
export type Rounded = 'kept' | 'used';

export interface Finished<Result> {
  readonly value: Result;
  /** Equal keys mean equal results. */
  readonly key: string;
  readonly recipe: Recipe;
}

/** A result is never thrown away silently: it stays while it is made anew, and after a failure. */
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
      /** Of the task that failed. */
      readonly key: string;
      readonly previous: Finished<Result> | null;
    }
  /** A setting that it depends on has changed. */
  | { readonly status: 'stale'; readonly result: Finished<Result> };

export type AnyStage = Stage<unknown, unknown>;

export type ResultOf<Job extends TaskJob> = TaskTypes[Job]['result'];
export type ProgressOf<Job extends TaskJob> = TaskTypes[Job]['progress'];

/** The state of one task, with its job, which determines the type of its result. */
export type TaskState<Job extends TaskJob> = { readonly job: Job } & Stage<
  ResultOf<Job>,
  ProgressOf<Job>
>;

export type AnyTaskState = { readonly job: TaskJob } & AnyStage;

/** States by the id of their task; what is not there is idle. */
export type TaskStates = Readonly<Record<string, AnyTaskState>>;

const isOfJob = <Job extends TaskJob>(state: AnyTaskState, job: Job): state is TaskState<Job> =>
  state.job === job;

/** The state of a task, idle where there is none or one of another job. */
export const stateOf = <Job extends TaskJob>(
  states: TaskStates,
  { id, job }: TaskRef<Job>,
): TaskState<Job> => stateAs(states[id], job);

/** A state as one of that job, idle where it is not. */
export const stateAs = <Job extends TaskJob>(
  state: AnyTaskState | undefined,
  job: Job,
): TaskState<Job> => (state !== undefined && isOfJob(state, job) ? state : { job, status: 'idle' });

/** The result to show: the newest one there is, up to date or not. */
export function shown<Result>(stage: Stage<Result, unknown>): Finished<Result> | null {
  switch (stage.status) {
    case 'idle':
      return null;
    case 'running':
    case 'failed':
      return stage.previous;
    case 'done':
    case 'stale':
      return stage.result;
  }
}
