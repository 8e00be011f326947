/** Reading a stage of the pipeline without caring which of its five states it is in. */
import { wantedStages } from '../store/stages';
import type { Experiment, Failure, Finished, Stage, State } from '../store/state';

type AnyStage = Stage<unknown, unknown>;

/** The stages that the experiment asks for, as a list. */
export function stageList({ stages, experiment }: Pick<State, 'stages' | 'experiment'>) {
  return wantedStages(experiment).map((name): AnyStage => stages[name]);
}

/** The result to show: the newest one there is, up to date or not. */
export function resultOf<Result, Progress>(
  stage: Stage<Result, Progress>,
): Finished<Result> | null {
  switch (stage.status) {
    case 'idle':
      return null;
    case 'done':
    case 'stale':
      return stage.result;
    case 'running':
    case 'failed':
      return stage.previous;
  }
}

/** The value of {@link resultOf}. */
export function valueOf<Result, Progress>(stage: Stage<Result, Progress>): Result | null {
  return resultOf(stage)?.value ?? null;
}

/** What a stage's picture was made with: a finished result's own settings, else those that are set now. */
export function experimentOf(stages: readonly AnyStage[], now: Experiment): Experiment {
  for (const stage of stages) {
    const result = progressOf(stage) === null ? resultOf(stage) : null;
    if (result !== null) return result.recipe.experiment;
  }
  return now;
}

/** How far a running stage is; null when it does not run or has not said yet. */
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

/** The first failure among these. */
export function failureOf(stages: readonly AnyStage[]): Failure | null {
  for (const stage of stages) if (stage.status === 'failed') return stage.error;
  return null;
}
