/** A lesson as a document, `lessons/*.json`: screens of text beside a landscape, each with what must be true in numbers. */
import * as v from 'valibot';
import { criterionSchema } from '../examples';
import { TAB_NAMES } from '../tabs';
import { viewErrors, type View } from '../view';
import { actSchema } from './acts';
import { landscapeField, paragraphsField, plainField, slugField, textField } from './fields';
import { questionSchema } from './questions';

/** What a step may show: two of the stage's pictures (`boundary` where points are the data), or one with what is below the explorer's stage. */
export const STEP_PICTURES = ['plane', 'line', 'boundary', ...TAB_NAMES] as const;
export type StepPicture = (typeof STEP_PICTURES)[number];

/** The id of the last screen. */
const CLOSING = 'closing';

const viewField = v.pipe(
  v.record(v.string(), v.unknown()),
  v.rawTransform(({ dataset, addIssue, NEVER }): Partial<View> => {
    const [wrong] = Object.values(viewErrors(dataset.value));
    if (wrong === undefined) return dataset.value;
    addIssue({ message: wrong });
    return NEVER;
  }),
);

const stepSchema = v.pipe(
  v.strictObject({
    /** In its address. */
    id: slugField,
    title: plainField,
    text: paragraphsField,
    /** The lesson's own by default. */
    landscape: v.optional(landscapeField),
    /** What differs from the usual view. */
    view: v.optional(viewField, {}),
    pictures: v.optional(
      v.pipe(v.array(v.picklist(STEP_PICTURES)), v.minLength(1), v.maxLength(2)),
      ['plane', 'line'],
    ),
    act: v.optional(actSchema),
    question: v.optional(questionSchema),
    /** What is said and shown once the question is answered. */
    after: v.optional(v.strictObject({ text: paragraphsField, view: v.optional(viewField, {}) })),
    /** What must be true for the text to be. */
    claims: v.pipe(v.array(criterionSchema), v.minLength(1)),
  }),
  v.check(
    ({ question, after }) => (question === undefined) === (after === undefined),
    'after: expected it with a question, and with none but that.',
  ),
);

const closingSchema = v.strictObject({
  sources: v.pipe(
    v.array(
      v.strictObject({
        /** Authors, year and place: `Garipov et al. 2018, Fig. 1`. */
        source: plainField,
        /** What is there. */
        says: textField,
      }),
    ),
    v.minLength(1),
  ),
  /** What the lesson does not show. */
  limits: paragraphsField,
  /** To try in the lab. */
  tasks: v.pipe(
    v.array(v.strictObject({ ask: textField, hint: textField, answer: textField })),
    v.minLength(2),
    v.maxLength(3),
  ),
});

const lessonSchema = v.pipe(
  v.strictObject({
    /** Among all lessons. */
    number: v.pipe(v.number(), v.integer(), v.minValue(1)),
    title: plainField,
    /** What it answers, in one sentence. */
    question: plainField,
    minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
    landscape: landscapeField,
    /** With the closing, 5 to 8 screens. */
    steps: v.pipe(v.array(stepSchema), v.minLength(4), v.maxLength(7)),
    closing: closingSchema,
  }),
  v.check(
    ({ steps }) => new Set([CLOSING, ...steps.map(({ id }) => id)]).size === steps.length + 1,
    `steps: expected ids that differ, and none that is ${CLOSING}.`,
  ),
);

export type Lesson = v.InferOutput<typeof lessonSchema>;
export type Step = v.InferOutput<typeof stepSchema>;

/** Checks a document. @throws RangeError that names the first field that is wrong */
export function readLesson(document: unknown): Lesson {
  const parsed = v.safeParse(lessonSchema, document);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new RangeError(`${v.getDotPath(issue) ?? 'document'}: ${issue.message}`);
}

/** The landscape of a step. */
export const landscapeOf = (lesson: Lesson, step: Step): string =>
  step.landscape ?? lesson.landscape;

/** The ids of all screens, in their order. */
export const screensOf = ({ steps }: Lesson): readonly string[] => [
  ...steps.map(({ id }) => id),
  CLOSING,
];
