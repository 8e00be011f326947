/** What workers can be asked about: results that are there with all that they were made from, while nothing else runs. */
import type { HeldData } from '../jobs/jobs';
import { planOfExperiment } from '../pipeline/experiment';
import { stateOf, type ResultOf } from '../pipeline/state';
import { keyOf, taskOf, type Plan, type Task, type TaskRef } from '../pipeline/task';
import type { Inputs } from '../pipeline/tasks/definition';
import { heldData } from './datasets';
import type { Session } from './session';
import type { WorkspaceState } from './workspace';

/** Tasks whose networks can be asked. */
type AskableJob = 'path' | 'plane';

export interface Question<Job extends AskableJob> {
  /** The images that are there. */
  readonly data: HeldData;
  readonly task: Task<Job>;
  readonly value: ResultOf<Job>;
  readonly plan: Plan;
  /** Equal keys mean the same networks on the same images. */
  readonly key: string;
}

/** Null while the result, its networks or the images are not there, or the workers have other work. */
export function questionAbout<Job extends AskableJob>(
  ref: TaskRef<Job>,
  { busy, tasks, experiment }: WorkspaceState,
  session: Session,
): Question<Job> | null {
  const { engine, ...held } = session.getState();
  const plan = planOfExperiment(experiment);
  const task = taskOf(plan, ref);
  if (busy || engine.status !== 'ready' || task === null) return null;
  const data = heldData(held, task.settings.data);
  // A sample has no training images.
  if (data === null || (data.sample === true && task.settings.split !== 'test')) return null;
  const state = stateOf(tasks, ref);
  // A result that was opened from a file may be there without its networks.
  const inputs = Object.values(task.inputs).map((id) => tasks[id]?.status);
  if (state.status !== 'done' || inputs.some((status) => status !== 'done')) return null;
  return { task, plan, data, value: state.result.value, key: keyOf(plan, task.id) };
}

/** Those of a question's task. Throw Error where networks are not there, as in a document without weights. */
export const inputsOf = (
  { task, plan }: Pick<Question<AskableJob>, 'task' | 'plan'>,
  { tasks }: Pick<WorkspaceState, 'tasks'>,
): Inputs => ({
  input(name, job) {
    const state = stateOf(tasks, { id: task.inputs[name] ?? '', job });
    if (state.status !== 'done' || !plan.has(task.inputs[name] ?? ''))
      throw new Error(`internal: ${task.id} is done before its input ${name}`);
    return state.result.value;
  },
});
