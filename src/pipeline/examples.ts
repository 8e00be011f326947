/** Ready experiments: what a paper found, in small and in the paper's sizes, and by which criteria a run agrees with it. */
import * as v from 'valibot';
import { experimentErrors, parseExperiment, type Experiment } from './experiment';

/** What is asked by experiments: by these the gallery sorts them. */
export const QUESTIONS = {
  alignment: 'Does reordering neurons remove the barrier?',
  curves: 'Is there a way around it?',
  beginning: 'Is it there before training?',
  training: 'What does training change?',
  size: 'What do width and depth change?',
  many: 'Can more than two be averaged?',
  limits: 'Where does it fail?',
} as const;

export type Question = keyof typeof QUESTIONS;

const text = v.pipe(v.string(), v.minLength(1));
const finite = v.pipe(v.number(), v.finite());

const boundSchema = v.union([
  finite,
  /** Another figure, times a number or plus one. */
  v.strictObject({ figure: text, times: finite }),
  v.strictObject({ figure: text, plus: finite }),
]);

const conditionFields = {
  /** By its name, `permuted.barrierOverChord`. */
  figure: text,
  below: v.optional(boundSchema),
  above: v.optional(boundSchema),
};

const isOne = (below: unknown, above: unknown) => (below === undefined) !== (above === undefined);

/** What a figure must be below, or above. */
export const conditionSchema = v.pipe(
  v.strictObject(conditionFields),
  v.check(({ below, above }) => isOne(below, above)),
);

/** What a figure must be below, or above, for a run to agree. */
export const criterionSchema = v.pipe(
  v.strictObject({
    ...conditionFields,
    /** The same in words. */
    says: text,
  }),
  v.check(({ below, above }) => isOne(below, above)),
);

const fields = v.record(v.string(), v.unknown());

const exampleSchema = v.strictObject({
  title: text,
  /** Paper, year and place: `Benzing et al. 2022, Fig. 1`; what precedes the first comma is the paper. */
  source: text,
  /** What it answers. */
  about: v.optional(v.array(v.picklist(Object.keys(QUESTIONS) as Question[])), []),
  /** What the paper found. */
  found: text,
  /** What to expect here, in the small sizes. */
  expect: text,
  /** Where this differs from the paper beside its sizes. */
  note: v.optional(text),
  /** In small sizes. */
  experiment: fields,
  /** What differs in the paper's sizes. */
  paper: fields,
  criteria: v.pipe(v.array(criterionSchema), v.minLength(1)),
  /** As in a sweep: lists over fields, repetitions, and the stages that are wanted. */
  sweep: v.optional(v.record(v.string(), v.pipe(v.array(v.unknown()), v.minLength(1)))),
  seeds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  only: v.optional(v.array(text)),
});

export type Bound = v.InferOutput<typeof boundSchema>;
export type Criterion = v.InferOutput<typeof criterionSchema>;

export interface Example extends Omit<v.InferOutput<typeof exampleSchema>, 'experiment' | 'paper'> {
  readonly experiment: Experiment;
  /** The whole experiment in the paper's sizes. */
  readonly paper: Experiment;
}

/**
 * Checks a document, fills in every default and makes the experiment in the paper's sizes.
 *
 * @throws RangeError that names the first field that is wrong
 */
export function readExample(document: unknown): Example {
  const parsed = v.safeParse(exampleSchema, document);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new RangeError(`${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
  }
  const { experiment, paper, ...example } = parsed.output;
  return {
    ...example,
    experiment: experimentAt('experiment', experiment),
    paper: experimentAt('paper', merged(experiment, paper)),
  };
}

const variantsSchema = v.strictObject({
  /** What they share. */
  experiment: fields,
  /** What differs in each, by the name of its landscape. */
  landscapes: v.record(v.pipe(v.string(), v.regex(/^[\w-]+$/)), fields),
});

/**
 * Experiments that differ in a few fields, each with its name: landscapes of lessons, which the gallery does not list.
 *
 * @throws RangeError that names the first field that is wrong
 */
export function readVariants(
  document: unknown,
): readonly (readonly [name: string, experiment: Experiment])[] {
  const parsed = v.safeParse(variantsSchema, document);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new RangeError(`${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
  }
  const { experiment, landscapes } = parsed.output;
  return Object.entries(landscapes).map(
    ([name, differences]) =>
      [name, experimentAt(`landscapes.${name}`, merged(experiment, differences))] as const,
  );
}

function experimentAt(field: string, document: unknown): Experiment {
  const [wrong] = Object.entries(experimentErrors(document));
  if (wrong !== undefined) throw new RangeError(`${field}: ${wrong[0]}: ${wrong[1]}`);
  return parseExperiment(document);
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Determine what other fields there are. */
const TAGS = ['kind', 'method'] as const;

/** A document with differences laid over it, field by field; a list, and what is of another kind, is replaced as a whole. */
export function merged(document: unknown, differences: unknown): unknown {
  if (!isFields(document) || !isFields(differences)) return differences;
  if (TAGS.some((tag) => tag in differences && differences[tag] !== document[tag]))
    return differences;
  const over = Object.entries(differences).map(([key, value]) => [
    key,
    merged(document[key], value),
  ]);
  return { ...document, ...(Object.fromEntries(over) as object) };
}
