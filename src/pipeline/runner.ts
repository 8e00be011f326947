/** Runs the tasks of a plan that are not up to date, each as soon as what it needs is there. */
import type { Pool } from '../client/workerPool';
import type { Weights } from '../model/weights';
import { isLasting, type Lasting } from './lasting';
import { isOfJob, type AnyResult, type Made, type ResultCache } from './results';
import { createShared, type Shared } from './shared';
import type { Failure } from './state';
import { keyOf, taskIn, type AnyTask, type Plan, type Task, type TaskJob } from './task';
import { TASKS } from './tasks/tasks';
import { trainedAgain } from './tasks/trainedAgain';
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
  /** Gives a task what it left at an earlier visit, unless it has left something since. */
  resumeFrom<Job extends TaskJob>(
    job: Job,
    key: string,
    checkpoint: TaskTypes[Job]['checkpoint'],
  ): void;
}

interface MadeBy {
  readonly made: Made;
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

/**
 * @param results of all plans that it runs, before and after
 * @param lasting keeps what is computed beyond the life of the page
 */
export function createRunner(
  pool: Pool,
  results: ResultCache,
  lasting: Lasting | null = null,
): Runner {
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
    const kept = isLasting(plan) ? lasting : null;
    const priorities = new Map([...plan.keys()].map((id, priority) => [id, priority]));
    const asked = new Map<string, Promise<AnyResult & MadeBy>>();

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
            stacks: pool.stacks,
            progress: (current) => {
              if (!own.aborted) progress(current);
            },
            checkpoint: checkpoints.get(key) ?? null,
            leave(checkpoint) {
              remember(checkpoints, key, checkpoint);
              kept?.left(task.job, key, checkpoint, host.made());
            },
          }),
      );
    };

    const knownOf = <Job extends TaskJob>(task: Task<Job>, key: string) =>
      host.finished(task, key) ?? results.find(key, task.job);

    const again = trainedAgain(plan, ids, (task) => knownOf(task, keyOf(plan, task.id))?.value);

    const start = async <Job extends TaskJob>(task: Task<Job>): Promise<AnyResult & MadeBy> => {
      const inputs = new Map<string, AnyResult & MadeBy>();
      try {
        await Promise.all(
          Object.entries(task.inputs).map(async ([name, id]) => inputs.set(name, await ask(id))),
        );
      } catch {
        throw new InputFailed();
      }
      const key = keyOf(plan, task.id);
      const known = again.has(task.id) ? null : knownOf(task, key);
      if (known !== null) {
        host.onDone(task, known.value, key, known.made);
        return { job: task.job, ...known };
      }
      signal.throwIfAborted();
      host.onRunning(task, null);
      try {
        const value = await compute(task, key, inputs);
        const isRounded = [...inputs.values()].some((input) => input.made.rounded !== undefined);
        const made: Made = { ...host.made(), ...(isRounded && { rounded: 'used' }) };
        jobs[task.job].checkpoints.delete(key);
        const result = { job: task.job, value };
        results.add(key, result, made);
        // The key speaks of exact weights.
        if (made.rounded === undefined) kept?.done(key, result, made);
        host.onDone(task, value, key, made);
        return { job: task.job, value, made };
      } catch (error) {
        if (!signal.aborted) host.onFailed(taskIn(plan, task.id), failureOf(error), key);
        throw error;
      }
    };

    const ask = (id: string) => {
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
      lasting?.forgotten([...plan.keys()].map((id) => keyOf(plan, id)));
    },
    canResume: (job, key) => jobs[job].checkpoints.has(key),
    resumeFrom(job, key, checkpoint) {
      const { checkpoints } = jobs[job];
      if (!checkpoints.has(key)) remember(checkpoints, key, checkpoint);
    },
  };
}

/** Checkpoints of one job in memory: of so many networks at most, and of earlier runs some. */
const MOST_CHECKPOINTS = 24;

/** Those that were left longest ago make room. */
function remember<Checkpoint>(
  checkpoints: Map<string, Checkpoint>,
  key: string,
  checkpoint: Checkpoint,
): void {
  checkpoints.delete(key);
  checkpoints.set(key, checkpoint);
  for (const oldest of checkpoints.keys()) {
    if (checkpoints.size <= MOST_CHECKPOINTS) return;
    checkpoints.delete(oldest);
  }
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
