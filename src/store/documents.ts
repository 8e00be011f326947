/** What is saved and opened: an experiment with the results of its stages, without their weights. */
import { experimentIn, parseExperiment, type Experiment } from '../jobs/experiment';
import { PATH_NAMES } from '../jobs/paths';
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
} from '../jobs/results';
import { figuresOf, type Results } from './figures';
import { keyOf, STAGE_NAMES, STAGES, wantedStages } from './stages';
import type { OpenedDocument, State, StageName } from './state';

const projectionSchema = projectionResultSchema(PATH_NAMES);

/** The form of a stage's result, of those that say all without weights. */
const SCHEMAS: Partial<Record<StageName, Parameters<typeof checked>[0]>> = {
  ...Object.fromEntries(PATH_NAMES.map((name) => [name, pathResultSchema])),
  averages: averagesResultSchema,
  transfer: transferResultSchema,
  simplex: simplexResultSchema,
  ensemble: ensembleResultSchema,
  projection: projectionSchema,
  plane: planeResultSchema,
};

/** An experiment and every stage that is up to date, each with its recipe, as JSON; numbers that are not finite are null. */
export function documentOf(
  { experiment, stages }: Pick<State, 'experiment' | 'stages'>,
  version: string,
): string {
  const done = wantedStages(experiment).flatMap((name) => {
    const stage = stages[name];
    return stage.status === 'done' ? [[name, stage.result] as const] : [];
  });
  const values: Results = Object.fromEntries(done.map(([name, { value }]) => [name, value]));
  const kept = done.map(([name, { value, recipe }]) => [
    name,
    { recipe, result: numbersOf(value) },
  ]);
  const document = {
    ...{ version, experiment },
    figures: figuresOf(values),
    stages: Object.fromEntries(kept) as unknown,
  };
  const json = JSON.stringify(document, null, 1);
  // A list of numbers on one line.
  return `${json.replace(/\[[^[\]{}"]+\]/g, (list) => list.replace(/\s+/g, ' '))}\n`;
}

/** Kept on the way of a training, of use to other stages alone. */
const ON_THE_WAY: readonly string[] = ['snapshots', 'forks'];

/** A result without its weights, which are its only float32 numbers, and with lists for arrays. */
function numbersOf(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return value.filter((item) => !isWeights(item)).map(numbersOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !isWeights(inner) && !ON_THE_WAY.includes(key))
      .map(([key, inner]) => [key, numbersOf(inner)]),
  );
}

const isWeights = (value: unknown) => value instanceof Float32Array;

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
  const refuse = (error: unknown) =>
    new RangeError(`${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  let experiment: Experiment;
  try {
    experiment = experimentIn(document);
  } catch (error) {
    throw refuse(error);
  }
  const { runs } = document as { readonly runs?: unknown };
  const run: unknown =
    'experiment' in (document as object) || !Array.isArray(runs) ? document : runs[0];
  const parts = checked(documentSchema, run);
  // A bare experiment has no results.
  if (parts === null && !hasStages(run)) return { experiment, results: [] };
  if (parts === null)
    throw new RangeError(
      `${name}: expected the results of stages, each with its recipe, got others.`,
    );
  const results = Object.entries(parts.stages).flatMap(([stage, { recipe, result }]) => {
    if (!STAGE_NAMES.some((known) => known === stage))
      throw new RangeError(
        `${name}: expected results of stages that there are, got ${JSON.stringify(stage.slice(0, 40))}.`,
      );
    const own = stage as StageName;
    const schema = SCHEMAS[own];
    if (schema === undefined) return [];
    try {
      const made = parseExperiment(recipe.experiment);
      const value = checked(schema, result);
      if (value === null || !STAGES[own].wanted(made) || !isOfSize(own, value, made))
        throw new RangeError(
          `expected a result of the stage ${own} as Isthmus saves it, got another; the file is altered.`,
        );
      return [
        {
          name: own,
          result: { value, key: keyOf(own, made), recipe: { ...recipe, experiment: made } },
        },
      ];
    } catch (error) {
      throw refuse(error);
    }
  });
  return { experiment, results };
}

/** True when a result has as many places as its recipe says. */
function isOfSize(name: StageName, value: unknown, { plane, evaluation }: Experiment): boolean {
  if (name === 'plane') return (value as { grid: { size: number } }).grid.size === plane.grid;
  if (PATH_NAMES.some((path) => path === name))
    return (value as { alphas: Float64Array }).alphas.length === evaluation.points;
  return true;
}

const hasStages = (run: unknown) => typeof run === 'object' && run !== null && 'stages' in run;
