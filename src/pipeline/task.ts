/** Tasks, the plans that they make, and the keys that show whether two of them come to the same result. */
import { keyOfDataset, nameIn, type DatasetName } from '../data/named';
import { sha256Of } from '../jobs/digest';
import type { TaskTypes } from './tasks/types';

/** What a task may be; each is a file in `tasks/`. */
export type TaskJob = keyof TaskTypes;

/** One result that is to be computed. */
export interface Task<Job extends TaskJob> {
  /** Unique in its plan: `networkA`, `naive`. */
  readonly id: string;
  readonly job: Job;
  /** Plain JSON, and all that the job sees of the experiment. */
  readonly settings: TaskTypes[Job]['settings'];
  /** Ids of the tasks whose results it uses, by the names that its settings have for them. */
  readonly inputs: Readonly<Record<string, string>>;
  /** For people, in a list of results: `A`, `Bezier curve`. No part of the key. */
  readonly label: string;
  /** For people, while it runs and where it failed: `network A`, `bezier fit`. No part of the key. */
  readonly title: string;
}

export type AnyTask = { readonly [Job in TaskJob]: Task<Job> }[TaskJob];

/** Every task that an experiment asks for by its id, each after all that it needs. */
export type Plan = ReadonlyMap<string, AnyTask>;

/** Names a task of a plan, and with its job the type of its result. */
export interface TaskRef<Job extends TaskJob> {
  readonly id: string;
  readonly job: Job;
}

/** @throws Error for an id that is there twice, or an input that does not come before its task */
export function planOf(tasks: readonly AnyTask[]): Plan {
  const plan = new Map<string, AnyTask>();
  for (const task of tasks) {
    if (plan.has(task.id)) throw new Error(`internal: two tasks are called ${task.id}`);
    for (const input of Object.values(task.inputs))
      if (!plan.has(input)) throw new Error(`internal: ${task.id} comes before its input ${input}`);
    plan.set(task.id, task);
  }
  return plan;
}

const keysOfPlans = new WeakMap<Plan, ReadonlyMap<string, string>>();

/** The keys of a plan's tasks by id, computed once a plan. */
function keysOf(plan: Plan): ReadonlyMap<string, string> {
  const known = keysOfPlans.get(plan);
  if (known !== undefined) return known;
  const keys = new Map<string, string>();
  for (const { id, job, settings, inputs } of plan.values()) {
    const ofInputs = Object.entries(inputs)
      .map(([name, input]) => [name, keys.get(input)])
      .sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
    keys.set(id, sha256Of(JSON.stringify([job, settings, ofInputs])));
  }
  keysOfPlans.set(plan, keys);
  return keys;
}

/**
 * A hash of the task's job, its settings and the keys of its inputs: equal keys mean equal results, whatever the tasks
 * and their plans are called. 64 hexadecimal digits.
 */
export function keyOf(plan: Plan, id: string): string {
  const key = keysOf(plan).get(id);
  if (key === undefined) throw new Error(`internal: the plan has no task ${id}`);
  return key;
}

/** @throws Error for an id that the plan does not have */
export function taskIn(plan: Plan, id: string): AnyTask {
  const task = plan.get(id);
  if (task === undefined) throw new Error(`internal: the plan has no task ${id}`);
  return task;
}

/** The task of a reference; null where the plan has none of that job. */
export function taskOf<Job extends TaskJob>(
  plan: Plan,
  { id, job }: TaskRef<Job>,
): Task<Job> | null {
  const task = plan.get(id);
  return task !== undefined && isTaskOf(task, job) ? task : null;
}

const isTaskOf = <Job extends TaskJob>(
  task: Task<TaskJob>,
  job: Job,
): task is Task<TaskJob> & Task<Job> => task.job === job;

/** The datasets that the tasks of a plan compute on. */
export const datasetsIn = (plan: Plan): readonly DatasetName[] =>
  withoutRepeats(
    [...plan.values()].flatMap(({ settings }) => {
      if ('data' in settings) return settings.data;
      return 'training' in settings ? settings.training.data : [];
    }),
  );

/** The names of datasets, each once. */
export const withoutRepeats = (names: readonly DatasetName[]): readonly DatasetName[] => [
  ...new Map(names.map((name) => [keyOfDataset(name), nameIn(name)])).values(),
];
