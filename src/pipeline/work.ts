/** How much work tasks are, roughly, and how much of it is done: what one overall progress is made of. */
import { entryOf, type DatasetName } from '../data/named';
import { affineLayers, type Architecture } from '../model/architecture';
import type { AnyTaskState, ProgressOf, TaskStates } from './state';
import { taskIn, type AnyTask, type Plan, type Task, type TaskJob } from './task';

/** Multiply-adds of one image through a network. */
const passOf = (architecture: Architecture): number =>
  affineLayers(architecture).reduce(
    (sum, { inputs, outputs, kernel, side }) => sum + inputs * outputs * (kernel * side) ** 2,
    0,
  );

/** The same where the products of the first layer of a perceptron are there, as they are for a plane and for paths. */
function laterPassOf(architecture: Architecture): number {
  const [first] = affineLayers(architecture);
  if (first === undefined || architecture.kind !== 'mlp') return passOf(architecture);
  return passOf(architecture) - first.inputs * first.outputs + 3 * first.outputs;
}

/** Forward, back, and the slope of every weight. */
const STEP = 3;

/** Nothing is less, as every job is started, told of and answered. */
const LEAST = 1e7;

const countOf = (data: DatasetName, split: 'train' | 'test') =>
  entryOf(data)[split === 'train' ? 'trainCount' : 'testCount'];

/** Multiply-adds of one job, by its settings. */
const WORK: { readonly [Job in TaskJob]: (settings: Task<Job>['settings']) => number } = {
  network(settings) {
    if (settings.from === 'file')
      return countOf(settings.data, 'test') * passOf(settings.architecture);
    const { data, epochs, architecture } = settings.training;
    return STEP * epochs * countOf(data, 'train') * passOf(architecture);
  },
  match: ({ architecture }) => 2 * 10_000 * passOf(architecture),
  fit: ({ data, epochs, architecture }) =>
    STEP * epochs * countOf(data, 'train') * passOf(architecture),
  path: ({ data, alphas, samples, both, compared, repair, split, architecture }) =>
    alphas *
    ((Math.min(samples, countOf(data, split)) * (both ? 2 : 1) + compared) *
      laterPassOf(architecture) +
      (repair ?? 0) * passOf(architecture)),
  average: ({ networks, samples, architecture }) =>
    networks.length * (4 * samples + 20_000) * passOf(architecture),
  transfer: ({ found, applied, samples, architecture }) =>
    (found.length + 1) * (applied.length + 1) * (samples + 10_000) * passOf(architecture),
  simplex: ({ data, connectors, epochs, architecture }) =>
    STEP * Math.max(1, connectors) * epochs * countOf(data, 'train') * passOf(architecture),
  ensemble: ({ data, members, of, samples, architecture }) =>
    members *
    (samples + (of.kind === 'training' ? STEP * of.cycleEpochs * countOf(data, 'train') : 0)) *
    passOf(architecture),
  projection: () => 0,
  plane: ({ grid, samples, architecture }) => grid ** 2 * samples * laterPassOf(architecture),
};

const known = new WeakMap<Task<TaskJob>, number>();

function workOf<Job extends TaskJob>(task: Task<Job>): number {
  const work = known.get(task) ?? Math.max(LEAST, WORK[task.job](task.settings));
  known.set(task, work);
  return work;
}

/** How far a job is by what it tells, 0 to 1. */
const SHARES: { readonly [Job in TaskJob]: (progress: ProgressOf<Job>) => number } = {
  network: ({ step, steps }) => ratio(step, steps),
  match: ({ done, of }) => ratio(done, of ?? 0),
  fit: ({ step, steps }) => ratio(step, steps),
  path: (share) => share,
  average: () => 0,
  transfer: () => 0,
  simplex: (share) => share,
  ensemble: (share) => share,
  projection: () => 0,
  plane: ({ computed, grid: { size } }) => ratio(computed, size ** 2),
};

const ratio = (done: number, of: number): number => (of > 0 ? Math.min(1, done / of) : 0);

/** @param progress of the job that the state is of, which its type does not tell */
const shareOfRunning = (job: TaskJob, progress: unknown): number =>
  progress === null ? 0 : SHARES[job](progress as never);

function shareOfTask(state: AnyTaskState | undefined): number {
  if (state?.status === 'done' || state?.status === 'failed') return 1;
  return state?.status === 'running' ? shareOfRunning(state.job, state.progress) : 0;
}

/** Share of the work of some tasks of a plan that is done, 0 to 1; of none, 1. */
export function shareDone(plan: Plan, ids: readonly string[], states: TaskStates): number {
  const tasks = ids.filter((id) => plan.has(id)).map((id): AnyTask => taskIn(plan, id));
  const all = tasks.reduce((sum, task) => sum + workOf(task), 0);
  if (all === 0) return 1;
  return tasks.reduce((sum, task) => sum + workOf(task) * shareOfTask(states[task.id]), 0) / all;
}
