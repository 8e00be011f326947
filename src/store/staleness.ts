/** Which results still answer the settings. */
import type { Experiment } from '../jobs/experiment';
import { keyOf, STAGE_NAMES, STAGES, wantedStages } from './stages';
import type { Finished, Stage, StageName, Stages } from './state';

/** The result that a stage shows: its own, or the one before while it runs or after it failed. */
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

/** True when the stage's result is the one that the settings ask for. */
export function fresh(name: StageName, stages: Stages, experiment: Experiment): boolean {
  const stage = stages[name];
  return stage.status === 'done' && stage.result.key === keyOf(name, experiment);
}

/** True when no stage is left to run. */
export const allFresh = (stages: Stages, experiment: Experiment): boolean =>
  wantedStages(experiment).every((name) => fresh(name, stages, experiment));

/** Earlier results by key, so that a setting put back brings its result back. */
export type Archive = ReadonlyMap<string, Finished<unknown>>;

/** The stages after a change of settings: what no longer answers is stale, what answers again is done. */
export function mark(stages: Stages, experiment: Experiment, archive: Archive): Stages {
  return everyStage((name) => {
    const stage: Stage<unknown, unknown> = stages[name];
    return STAGES[name].wanted(experiment)
      ? markOne(stage, keyOf(name, experiment), archive)
      : setAside(stage);
  });
}

/** Stages made one by one; the maker answers for each fitting its name. */
export function everyStage(make: (name: StageName) => Stage<unknown, unknown>): Stages {
  const made = STAGE_NAMES.map((name): [string, Stage<unknown, unknown>] => [name, make(name)]);
  return Object.fromEntries(made) as unknown as Stages;
}

/** A stage that is not asked for: its result may be wanted again. */
function setAside(stage: Stage<unknown, unknown>): Stage<unknown, unknown> {
  if (stage.status === 'running' || stage.status === 'idle') return stage;
  const result = shown(stage);
  return result === null ? { status: 'idle' } : { status: 'stale', result };
}

function markOne(
  stage: Stage<unknown, unknown>,
  key: string,
  archive: Archive,
): Stage<unknown, unknown> {
  if (stage.status === 'running') return stage;
  const result = shown(stage);
  const answer = result?.key === key ? result : archive.get(key);
  if (answer !== undefined)
    return stage.status === 'done' && stage.result === answer
      ? stage
      : { status: 'done', result: answer };
  if (stage.status === 'done') return { status: 'stale', result: stage.result };
  // A failure speaks of settings that are no more.
  if (stage.status === 'failed' && stage.key !== key)
    return result === null ? { status: 'idle' } : { status: 'stale', result };
  return stage;
}
