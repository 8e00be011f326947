/** Runs the tasks of a plan that are not up to date, each as soon as what it needs is there. */
import type { Pool } from '../client/workerPool';
import type { Weights } from '../model/weights';
import { isOfJob, type AnyResult, type Made, type ResultCache } from './results';
import { createShared, type Shared } from './shared';
import type { Failure } from './state';
import { keyOf, taskIn, type AnyTask, type Plan, type Task, type TaskJob } from './task';
import { TASKS } from './tasks/tasks';
import { trainingOn } from './tasks/training';
import type { NetworkFile, TaskTypes } from './tasks/types';

/** Who asks for a plan's results, and receives them. */
export interface PlanHost {
  readonly signal: AbortSignal;
  /** Weights from a file. @throws what keeps them from being there, in words */
  read(file: NetworkFile): Promise<Weights>;
  /** A result that the host has, and what computed it. */
  finished<Job extends TaskJob>(
    task: Task<Job>,
    key: string,
  ): { readonly value: TaskTypes[Job]['result']; readonly made: Made } | null;
  /** The engine and version that compute now. */
  made(): Made;
  onRunning<Job extends TaskJob>(
    task: Task<Job>,
    progress: TaskTypes[Job]['progress'] | null,
  ): void;
  /** @param made by what it was computed, perhaps for another plan */
  onDone<Job extends TaskJob>(
    task: Task<Job>,
    value: TaskTypes[Job]['result'],
    key: string,
    made: Made,
  ): void;
  onFailed(task: AnyTask, error: Failure, key: string): void;
}

export interface Runner {
  /**
   * Resolves when every task is done, has failed or was stopped (of which the host knows); never rejects.
   *
   * @param ids what is wanted, with all that it needs
   */
  run(plan: Plan, ids: readonly string[], host: PlanHost): Promise<void>;
  /** Forgets the results of a plan, and what its stopped tasks left to go on from. */
  forget(plan: Plan): void;
  /** True where a task was stopped that left something to go on from. */
  canResume(job: TaskJob, key: string): boolean;
}

/** Ends a task whose inputs failed; they have said why. */
class InputFailed extends Error {}

/** What is known of the tasks of one job, by key. */
interface JobState<Job extends TaskJob> {
  readonly inFlight: Shared<TaskTypes[Job]['progress'], TaskTypes[Job]['result']>;
  /** What stopped tasks left to go on from. */
  readonly checkpoints: Map<string, TaskTypes[Job]['checkpoint']>;
}

const jobState = <Job extends TaskJob>(): JobState<Job> => ({
  inFlight: createShared(),
  checkpoints: new Map(),
});

/** @param results of all plans that it runs, before and after */
export function createRunner(pool: Pool, results: ResultCache): Runner {
  const train = trainingOn(pool);
  const jobs: { readonly [Job in TaskJob]: JobState<Job> } = {
    network: jobState(),
    match: jobState(),
    fit: jobState(),
    path: jobState(),
    average: jobState(),
    transfer: jobState(),
    simplex: jobState(),
    ensemble: jobState(),
    projection: jobState(),
    plane: jobState(),
  };

  async function run(plan: Plan, ids: readonly string[], host: PlanHost): Promise<void> {
    const { signal } = host;
    const priorities = new Map([...plan.keys()].map((id, priority) => [id, priority]));
    const asked = new Map<string, Promise<AnyResult>>();

    const compute = <Job extends TaskJob>(
      task: Task<Job>,
      key: string,
      inputs: ReadonlyMap<string, AnyResult>,
    ): Promise<TaskTypes[Job]['result']> => {
      const priority = priorities.get(task.id) ?? 0;
      const { inFlight, checkpoints } = jobs[task.job];
      return inFlight.ask(
        key,
        { signal, onProgress: (progress) => host.onRunning(task, progress) },
        (own, progress) =>
          TASKS[task.job].run({
            settings: task.settings,
            title: task.title,
            label: task.label,
            input: (name, job) => valueOf(inputs.get(name), job, task.id, name),
            job: (name, request, options) =>
              pool.run(name, request, { signal: own, priority, ...options }),
            train,
            read: (file) => host.read(file),
            signal: own,
            workers: pool.size,
            progress: (current) => {
              if (!own.aborted) progress(current);
            },
            checkpoint: checkpoints.get(key) ?? null,
            leave: (checkpoint) => checkpoints.set(key, checkpoint),
          }),
      );
    };

    const start = async <Job extends TaskJob>(task: Task<Job>): Promise<AnyResult> => {
      const inputs = new Map<string, AnyResult>();
      try {
        await Promise.all(
          Object.entries(task.inputs).map(async ([name, id]) => inputs.set(name, await ask(id))),
        );
      } catch {
        throw new InputFailed();
      }
      const key = keyOf(plan, task.id);
      const known = host.finished(task, key) ?? results.find(key, task.job);
      if (known !== null) {
        host.onDone(task, known.value, key, known.made);
        return { job: task.job, value: known.value };
      }
      signal.throwIfAborted();
      host.onRunning(task, null);
      try {
        const value = await compute(task, key, inputs);
        const made = host.made();
        const result = { job: task.job, value };
        jobs[task.job].checkpoints.delete(key);
        results.add(key, result, made);
        host.onDone(task, value, key, made);
        return result;
      } catch (error) {
        if (!signal.aborted) host.onFailed(taskIn(plan, task.id), failureOf(error), key);
        throw error;
      }
    };

    const ask = (id: string): Promise<AnyResult> => {
      const known = asked.get(id);
      if (known !== undefined) return known;
      const promise = start(taskIn(plan, id));
      asked.set(id, promise);
      return promise;
    };

    await Promise.allSettled(ids.map(ask));
  }

  return {
    run,
    forget(plan) {
      for (const { id, job } of plan.values()) {
        const key = keyOf(plan, id);
        results.delete(key);
        jobs[job].checkpoints.delete(key);
      }
    },
    canResume: (job, key) => jobs[job].checkpoints.has(key),
  };
}

function valueOf<Job extends TaskJob>(
  value: AnyResult | undefined,
  job: Job,
  id: string,
  name: string,
): TaskTypes[Job]['result'] {
  if (value === undefined || !isOfJob(value, job))
    throw new Error(`internal: ${id} has no input ${name} of the job ${job}`);
  return value.value;
}

/** An error for a person. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}
