/** Which results still answer the settings. */
import { shown, type AnyTaskState, type Finished, type TaskStates } from './state';
import { keyOf, type AnyTask, type Plan } from './task';

/** True when a task's result is the one that its plan asks for. */
export function fresh(plan: Plan, states: TaskStates, id: string): boolean {
  const state = states[id];
  return state?.status === 'done' && plan.has(id) && state.result.key === keyOf(plan, id);
}

/** True when no task is left to run. */
export const allFresh = (plan: Plan, states: TaskStates): boolean =>
  [...plan.keys()].every((id) => fresh(plan, states, id));

/** True when two plans both ask for the same result of a task. */
export const alike = (id: string, one: Plan, other: Plan): boolean =>
  one.has(id) && other.has(id) && keyOf(one, id) === keyOf(other, id);

/** True when a task, whatever its own settings are, has the same inputs in two plans: it is of the same networks. */
export const ofTheSame = (id: string, one: Plan, other: Plan): boolean => {
  const task = one.get(id);
  return (
    task !== undefined && Object.values(task.inputs).every((input) => alike(input, one, other))
  );
};

/** True when two plans ask for the same results. */
export const sameResults = (one: Plan, other: Plan): boolean =>
  one === other ||
  (one.size === other.size && [...one.keys()].every((id) => alike(id, one, other)));

/** Earlier results by the key of their task. */
export type Find = (task: AnyTask, key: string) => Finished<unknown> | null;

/** The states after a change of settings: what no longer answers is stale, what answers again is done. */
export function mark(states: TaskStates, plan: Plan, find: Find): TaskStates {
  const others = Object.entries(states)
    .filter(([id]) => !plan.has(id))
    .map(([id, state]) => [id, setAside(state)] as const);
  const wanted = [...plan.values()].map((task) => {
    const { id, job } = task;
    const state = states[id];
    const before = state?.job === job ? state : ({ job, status: 'idle' } as const);
    return [id, markOne(before, keyOf(plan, id), (key) => find(task, key))] as const;
  });
  return Object.fromEntries([...others, ...wanted]);
}

/** A task that is not asked for: its result may be wanted again. */
function setAside(state: AnyTaskState): AnyTaskState {
  if (state.status === 'running' || state.status === 'idle') return state;
  return outdated(state);
}

/** A state of which only its result is left. */
export function outdated(state: AnyTaskState): AnyTaskState {
  const result = shown(state);
  return result === null
    ? { job: state.job, status: 'idle' }
    : { job: state.job, status: 'stale', result };
}

function markOne(
  state: AnyTaskState,
  key: string,
  find: (key: string) => Finished<unknown> | null,
): AnyTaskState {
  if (state.status === 'running') return state;
  const result = shown(state);
  // A failure with these settings is not hidden by what was there before; one with others is of no interest any more.
  const speaks = state.status === 'failed' && state.key === key;
  const answer = result?.key === key && !speaks ? result : find(key);
  if (answer !== null)
    return state.status === 'done' && state.result === answer
      ? state
      : { job: state.job, status: 'done', result: answer };
  return state.status === 'idle' || state.status === 'stale' || speaks ? state : outdated(state);
}
