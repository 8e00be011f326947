/** Reading a task's state without caring which of the five it is in. */
import { planOfExperiment, type Experiment } from '../pipeline/experiment';
import { allFresh } from '../pipeline/staleness';
import { shown, type AnyStage, type Finished, type Stage } from '../pipeline/state';
import type { WorkspaceState } from '../store/workspace';

/** The states of all that the experiment asks for, as a list. */
export function stageList({
  tasks,
  experiment,
}: Pick<WorkspaceState, 'tasks' | 'experiment'>): readonly AnyStage[] {
  return [...planOfExperiment(experiment).keys()].map((id) => tasks[id] ?? IDLE);
}

/** True where everything is up to date, and none of it came with a landscape. */
export function isComputedHere({
  tasks,
  experiment,
}: Pick<WorkspaceState, 'tasks' | 'experiment'>): boolean {
  const plan = planOfExperiment(experiment);
  return (
    allFresh(plan, tasks) &&
    [...plan.keys()].every((id) => {
      const state = tasks[id];
      return state === undefined || shown(state)?.recipe.rounded === undefined;
    })
  );
}

const IDLE: AnyStage = { status: 'idle' };

/** The result to show: the newest one there is, up to date or not. */
export const resultOf = <Result, Progress>(
  stage: Stage<Result, Progress>,
): Finished<Result> | null => shown(stage);

/** The value of {@link resultOf}. */
export function valueOf<Result, Progress>(stage: Stage<Result, Progress>): Result | null {
  return shown(stage)?.value ?? null;
}

/** What a picture was made with: a finished result's own settings, else those that are set now. */
export function experimentOf(stages: readonly AnyStage[], now: Experiment): Experiment {
  for (const stage of stages) {
    const result = progressOf(stage) === null ? resultOf(stage) : null;
    if (result !== null) return result.recipe.experiment;
  }
  return now;
}

/** How far a running task is; null when it does not run or has not said yet. */
export function progressOf<Result, Progress>(stage: Stage<Result, Progress>): Progress | null {
  return stage.status === 'running' ? stage.progress : null;
}

/** True if a setting has changed since any of these was computed. */
export function anyStale(stages: readonly AnyStage[]): boolean {
  return stages.some((stage) => stage.status === 'stale');
}

export function anyRunning(stages: readonly AnyStage[]): boolean {
  return stages.some((stage) => stage.status === 'running');
}

/** What failed among these, in words, each once. */
export function failuresOf(stages: readonly AnyStage[]): readonly string[] {
  const failed = stages.flatMap((stage) => (stage.status === 'failed' ? stage.error.message : []));
  return [...new Set(failed)];
}
