/** How a task is computed, and what it is given for that. */
import type { PoolRunOptions, RequestOf } from '../../client/workerPool';
import type { JobMap, JobName } from '../../jobs/jobs';
import type { Weights } from '../../model/weights';
import type { Task, TaskJob } from '../task';
import type { Train } from './training';
import type { NetworkFile, TaskTypes } from './types';

/** The results of a task's inputs. */
export interface Inputs {
  /** @throws Error for an input that the task does not name, or whose result is of another job */
  input<Of extends TaskJob>(name: string, job: Of): TaskTypes[Of]['result'];
}

/** What a task is given to run. */
export interface TaskContext<Job extends TaskJob>
  extends Inputs, Pick<Task<Job>, 'settings' | 'title' | 'label'> {
  /** Runs a job on a worker. */
  job<Name extends JobName>(
    name: Name,
    request: RequestOf<Name>,
    options?: Pick<PoolRunOptions<Name>, 'onProgress' | 'resumeNote'>,
  ): Promise<JobMap[Name]['result']>;
  /** Trains a network, together with others that are wanted at the same time where that is faster. */
  readonly train: Train;
  /** Weights from a file. @throws what keeps them from being there, in words */
  read(file: NetworkFile): Promise<Weights>;
  readonly signal: AbortSignal;
  /** Workers that share the work. */
  readonly workers: number;
  /** True where much work at a time is done fastest: on a GPU. */
  readonly stacks: boolean;
  progress(progress: TaskTypes[Job]['progress']): void;
  /** What an earlier run of the same task, which was stopped, left to go on from. */
  readonly checkpoint: TaskTypes[Job]['checkpoint'] | null;
  /** Leaves what another run could go on from, in place of what was left before. */
  leave(checkpoint: TaskTypes[Job]['checkpoint']): void;
}

export interface TaskDefinition<Job extends TaskJob> {
  run(context: TaskContext<Job>): Promise<TaskTypes[Job]['result']>;
}
