/** What is saved and opened: an experiment with the results of its tasks, without their weights. */
import {
  averagesResultSchema,
  checked,
  documentSchema,
  ensembleResultSchema,
  pathResultSchema,
  planeResultSchema,
  projectionResultSchema,
  simplexResultSchema,
  transferResultSchema,
  type ResultSchema,
} from '../jobs/results';
import {
  experimentIn,
  kindOf,
  parseExperiment,
  planOfExperiment,
  type Experiment,
} from './experiment';
import { figuresOf, type Figure } from './figures';
import type { AnyResult, Result } from './results';
import { fresh } from './staleness';
import { shown, type AnyTaskState, type Recipe, type ResultOf, type TaskStates } from './state';
import { keyOf, type AnyTask, type Plan, type Task, type TaskJob } from './task';
import { jsonText, plainOf } from './weights';

/** The form of a result, of those that say all without weights. */
const SCHEMAS: { readonly [Job in TaskJob]: ResultSchema<ResultOf<Job>> | null } = {
  network: null,
  match: null,
  fit: null,
  path: pathResultSchema,
  average: averagesResultSchema,
  transfer: transferResultSchema,
  simplex: simplexResultSchema,
  ensemble: ensembleResultSchema,
  projection: projectionResultSchema,
  plane: planeResultSchema,
};

/** A result that was saved, with the key of the task that it answers. */
export interface SavedResult extends AnyResult {
  readonly id: string;
  readonly key: string;
  readonly recipe: Recipe;
}

/** What a document says: the settings, and every result that can be shown without its weights. */
export interface OpenedDocument {
  readonly experiment: Experiment;
  readonly results: readonly SavedResult[];
}

/** The results of a plan that are up to date, by the id of their task. */
export function resultsIn(plan: Plan, states: TaskStates): Readonly<Record<string, AnyResult>> {
  return Object.fromEntries(
    [...plan.values()].flatMap(({ id }) => {
      const state = states[id];
      return state?.status === 'done'
        ? [[id, { job: state.job, value: state.result.value }] as const]
        : [];
    }),
  );
}

/** The figures of the results that are up to date. */
export function figuresFresh(experiment: Experiment, states: TaskStates): Figure[] {
  const plan = planOfExperiment(experiment);
  const current = Object.entries(states).filter(([id]) => fresh(plan, states, id));
  return figuresOf(plan, resultsIn(plan, Object.fromEntries(current)));
}

/** An experiment and every result that is up to date, each with its recipe, as JSON; numbers that are not finite are null. */
export function documentOf(experiment: Experiment, states: TaskStates, version: string): string {
  const plan = planOfExperiment(experiment);
  const results = resultsIn(plan, states);
  return jsonText({
    version,
    experiment,
    figures: figuresOf(plan, results),
    stages: Object.fromEntries(
      Object.entries(results).map(([id, { value }]) => [
        id,
        { recipe: recipeOf(states[id]), result: plainOf(value, () => undefined) },
      ]),
    ),
  });
}

const recipeOf = (state: AnyTaskState | undefined): Recipe | null =>
  (state === undefined ? null : shown(state))?.recipe ?? null;

/**
 * Reads a saved document, the results of a terminal, or a bare experiment.
 *
 * @throws RangeError that says what was expected, for a person
 */
export function readDocument(name: string, text: string): OpenedDocument {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new RangeError(`${name}: expected an experiment as JSON, got text that is not.`, {
      cause: error,
    });
  }
  try {
    const experiment = experimentIn(document);
    return { experiment, results: savedResults(document) };
  } catch (error) {
    throw new RangeError(`${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function savedResults(document: unknown): readonly SavedResult[] {
  const { runs } = document as { readonly runs?: unknown };
  const run: unknown =
    'experiment' in (document as object) || !Array.isArray(runs) ? document : runs[0];
  const parts = checked(documentSchema, run)?.value ?? null;
  // A bare experiment has no results.
  if (parts === null && !hasStages(run)) return [];
  if (parts === null)
    throw new RangeError('expected the results of stages, each with its recipe, got others.');
  return Object.entries(parts.stages).flatMap(([id, { recipe, result }]) => {
    const made = parseExperiment(recipe.experiment);
    const plan = planOfExperiment(made);
    const upgraded = kindOf(made).upgrade?.({ [id]: result }) ?? { [id]: result };
    return Object.entries(upgraded).flatMap(([own, value]) => {
      const task = plan.get(own);
      if (task === undefined)
        throw new RangeError(
          `expected results of stages that its recipe asks for, got ${JSON.stringify(own.slice(0, 40))}.`,
        );
      const saved = savedResult(task, value);
      return saved === null
        ? []
        : [{ ...saved, id: own, key: keyOf(plan, own), recipe: { ...recipe, experiment: made } }];
    });
  });
}

/**
 * A result as a document has it.
 *
 * @returns null for results that mean nothing without their weights
 * @throws RangeError for one that is not in the form of its task
 */
export function savedResult(task: AnyTask, value: unknown): AnyResult | null {
  const result = ofTask(task, value);
  if (result !== null && !isOfSize(task, value)) throw altered(task.id);
  return result;
}

const altered = (id: string) =>
  new RangeError(
    `expected a result of the stage ${id} as Isthmus saves it, got another; the file is altered.`,
  );

function ofTask<Job extends TaskJob>(task: Task<Job>, value: unknown): Result<Job> | null {
  const { job, id } = task;
  const schema = SCHEMAS[job];
  if (schema === null) return null;
  const result = checked(schema, value);
  if (result === null) throw altered(id);
  return { job, value: result.value };
}

/** True when a result has as many places as its task says. */
function isOfSize(task: AnyTask, value: unknown): boolean {
  if (task.job === 'plane')
    return (value as { grid: { size: number } }).grid.size === task.settings.grid;
  if (task.job === 'path')
    return (value as { alphas: readonly number[] }).alphas.length === task.settings.alphas;
  return true;
}

const hasStages = (run: unknown) => typeof run === 'object' && run !== null && 'stages' in run;
