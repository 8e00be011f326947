/**
 * Finished landscapes as they are shipped: an experiment with all its results, in a file that is read in a moment, and
 * the weights that belong to them, rounded to float16, in files of their own.
 */
import * as v from 'valibot';
import type { TrainingProgress } from '../jobs/jobs';
import { checked, type ResultSchema } from '../jobs/results';
import type { Architecture } from '../model/architecture';
import { initialise } from '../model/initialisation';
import { layoutOf } from '../model/layout';
import { permute } from '../model/permutation';
import { randomFrom } from '../model/random';
import type { Weights } from '../model/weights';
import { savedResult, type SavedResult } from './documents';
import { experimentErrors, parseExperiment, planOfExperiment, type Experiment } from './experiment';
import type { Recipe, ResultOf } from './state';
import { keyOf, taskOf, type AnyTask, type Plan, type Task } from './task';

/** Of the form below; a file of another is of another Isthmus. */
export const LANDSCAPE_FORMAT = 1;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const number = v.pipe(
  v.nullable(v.number()),
  v.transform((x) => x ?? NaN),
);
const floats = v.pipe(
  v.array(v.nullable(v.number())),
  v.transform((list) => Float64Array.from(list, (x) => x ?? NaN)),
);

/** Digits of a weights file's name, which is the beginning of its SHA-256. */
export const WEIGHTS_NAME = 16;

const weightsFile = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/), v.length(WEIGHTS_NAME));

const history: v.GenericSchema<unknown, TrainingProgress> = v.object({
  step: whole,
  steps: whole,
  seconds: finite,
  secondsLeft: finite,
  losses: v.array(v.object({ step: whole, loss: number })),
  tests: v.array(v.object({ step: whole, loss: number, accuracy: finite })),
});

const networkSchema = v.object({
  weights: weightsFile,
  history,
  test: v.object({ loss: number, accuracy: finite }),
});

const matchSchema = v.object({
  title: v.string(),
  source: v.string(),
  objective: v.object({ value: number, is: v.string() }),
  tried: v.nullable(whole),
  layers: v.array(
    v.object({
      permutation: v.pipe(
        v.array(whole),
        v.transform((list) => Uint32Array.from(list)),
      ),
      similarities: floats,
      total: number,
    }),
  ),
  mixed: v.nullable(v.array(v.object({ shares: floats, cost: number }))),
  /** Null where it is A with its units in the order of the permutations. */
  permuted: v.nullable(weightsFile),
  cosines: v.array(floats),
  samples: whole,
  weakShare: finite,
  distance: v.object({ before: v.nullable(finite), after: finite }),
  largestFactor: v.nullable(finite),
  largestLogitDifference: number,
  seconds: finite,
});

const fitSchema = v.object({ controls: v.array(weightsFile), history });

const landscapeSchema = v.strictObject({
  format: v.literal(LANDSCAPE_FORMAT),
  made: v.strictObject({ engine: v.string(), version: v.string() }),
  /** Seconds that two processors take for it, where it was made. */
  seconds: v.pipe(v.number(), v.minValue(0)),
  /** Steps of training and fitting, the same on every machine. */
  steps: whole,
  experiment: v.unknown(),
  /** By the ids of their tasks. */
  tasks: v.record(v.string(), v.strictObject({ key: v.string(), result: v.unknown() })),
});

/** What a landscape's file holds. */
export type LandscapeDocument = v.InferInput<typeof landscapeSchema>;

/** A result that waits for its weights. */
export interface PendingResult {
  /** Names of its weights files. */
  readonly files: readonly string[];
  /** @param weights of its files, in their order. @throws RangeError unless they are as many as the network's */
  complete(weights: readonly Weights[]): SavedResult;
}

/** A finished landscape. */
export interface Landscape {
  /** Of the file of its experiment, without an ending. */
  readonly name: string;
  readonly experiment: Experiment;
  readonly seconds: number;
  readonly steps: number;
  /** Results that say all without weights. */
  readonly results: readonly SavedResult[];
  readonly pending: readonly PendingResult[];
}

/**
 * Reads a landscape's file.
 *
 * @throws RangeError that says what was expected, for a person
 */
export function readLandscape(name: string, text: string): Landscape {
  const { experiment, tasks, made, seconds, steps } = documentIn(name, text);
  const [wrong] = Object.entries(experimentErrors(experiment));
  if (wrong !== undefined) throw new RangeError(`${name}: experiment: ${wrong[0]}: ${wrong[1]}`);
  const parsed = parseExperiment(experiment);
  const plan = planOfExperiment(parsed);
  const recipe: Recipe = { ...made, experiment: parsed };
  const results: SavedResult[] = [];
  const pending: PendingResult[] = [];
  const read = (id: string, key: string, result: unknown) => {
    const task = plan.get(id);
    if (task === undefined)
      throw new RangeError(
        `expected results that its experiment asks for, got ${JSON.stringify(id.slice(0, 40))}.`,
      );
    // A result of an older Isthmus, which meant something else by the same settings.
    if (key !== keyOf(plan, id)) return;
    const saved = { id, key };
    const waiting = pendingOf(task, result, { plan, tasks });
    if (waiting !== null)
      pending.push({
        files: waiting.files,
        complete: (weights) => ({
          ...saved,
          ...waiting.complete(weights),
          recipe: { ...recipe, rounded: 'kept' },
        }),
      });
    else {
      const known = savedResult(task, result);
      if (known !== null) results.push({ ...saved, ...known, recipe });
    }
  };
  try {
    for (const [id, { key, result }] of Object.entries(tasks)) read(id, key, result);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${name}: ${error.message}`, { cause: error });
  }
  return { name, experiment: parsed, seconds, steps, results, pending };
}

function documentIn(name: string, text: string): v.InferOutput<typeof landscapeSchema> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new RangeError(`${name}: expected a landscape as JSON, got text that is not.`, {
      cause: error,
    });
  }
  const parsed = v.safeParse(landscapeSchema, document);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new RangeError(
    `${name}: expected a landscape as Isthmus writes it, format ${LANDSCAPE_FORMAT}; ${v.getDotPath(issue) ?? 'the document'}: ${issue.message}`,
  );
}

interface Waiting {
  readonly files: readonly string[];
  complete(weights: readonly Weights[]): Pick<SavedResult, 'job' | 'value'>;
}

interface Beside {
  readonly plan: Plan;
  readonly tasks: v.InferOutput<typeof landscapeSchema>['tasks'];
}

/** @returns null for a result that needs no weights */
function pendingOf(task: AnyTask, result: unknown, beside: Beside): Waiting | null {
  switch (task.job) {
    case 'network':
      return networkOf(task, parsed(networkSchema, task, result));
    case 'match':
      return matchingOf(task, parsed(matchSchema, task, result), beside);
    case 'fit': {
      const { controls: files, history } = parsed(fitSchema, task, result);
      const { architecture } = task.settings;
      return {
        files,
        complete: (weights) => {
          const controls = files.map((_, i) => sized(weights[i], architecture, task.id));
          return { job: 'fit', value: { controls, history } satisfies ResultOf<'fit'> };
        },
      };
    }
    case 'path':
    case 'average':
    case 'transfer':
    case 'simplex':
    case 'ensemble':
    case 'projection':
    case 'plane':
      return null;
  }
}

/** Its initialisation is drawn again from its seed; what was kept on the way of its training is not shipped. */
function networkOf(
  { settings, id }: Task<'network'>,
  { weights: file, history, test }: v.InferOutput<typeof networkSchema>,
): Waiting {
  const { architecture } = settings.from === 'training' ? settings.training : settings;
  return {
    files: [file],
    complete: ([weights]) => {
      const initial =
        settings.from === 'file'
          ? null
          : initialise(
              architecture,
              settings.training.initialisation,
              randomFrom(settings.initialisationSeed),
            );
      const value: ResultOf<'network'> = {
        architecture,
        initial,
        history,
        test,
        weights: sized(weights, architecture, id),
        snapshots: [],
        forks: [],
      };
      return { job: 'network', value };
    },
  };
}

function matchingOf(
  { settings, id, inputs }: Task<'match'>,
  { permuted: file, ...rest }: v.InferOutput<typeof matchSchema>,
  { plan, tasks }: Beside,
): Waiting {
  const result = (permuted: Weights) => ({
    job: 'match' as const,
    value: { ...rest, permuted } satisfies ResultOf<'match'>,
  });
  if (file !== null)
    return {
      files: [file],
      complete: ([weights]) => result(sized(weights, settings.target, id)),
    };
  const a = taskOf(plan, { id: inputs['a'] ?? '', job: 'network' });
  if (a === null) throw new Error(`internal: ${id} matches no network`);
  const of = parsed(networkSchema, a, tasks[a.id]?.result);
  const { architecture } = settings;
  const permutations = rest.layers.map(({ permutation }) => permutation);
  return {
    files: [of.weights],
    complete: ([weights]) =>
      result(permute(architecture, sized(weights, architecture, a.id), permutations)),
  };
}

function parsed<Result>(schema: ResultSchema<Result>, { id }: AnyTask, result: unknown): Result {
  const known = checked(schema, result);
  if (known !== null) return known.value;
  throw new RangeError(
    `expected a result of the task ${id} as a landscape has it, got another; the file is altered.`,
  );
}

function sized(weights: Weights | undefined, architecture: Architecture, id: string): Weights {
  const { size } = layoutOf(architecture);
  if (weights?.length !== size)
    throw new RangeError(
      `expected ${size.toLocaleString('en')} weights for ${id}, got ${(weights?.length ?? 0).toLocaleString('en')}.`,
    );
  return weights;
}
