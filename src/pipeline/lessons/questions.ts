/** What a visitor answers before a step shows it. The right answer follows from figures. */
import * as v from 'valibot';
import type { Figure } from '../figures';
import { conditionSchema } from '../examples';
import { heldAgainst } from '../verdicts';
import { expressionField, plainField, textField } from './fields';
import { valueOf } from './expression';

const finite = v.pipe(v.number(), v.finite());

export const questionSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('choice'),
    ask: textField,
    /** The right one is the first whose conditions hold; the last may have none. */
    choices: v.pipe(
      v.array(v.strictObject({ says: plainField, when: v.optional(v.array(conditionSchema), []) })),
      v.minLength(2),
    ),
  }),
  v.pipe(
    v.strictObject({
      kind: v.literal('number'),
      ask: textField,
      answer: expressionField,
      /** The range of the guess, and its step. */
      from: finite,
      to: finite,
      step: v.pipe(finite, v.minValue(1e-6)),
      /** How far a guess may be off to be called close. */
      close: v.pipe(finite, v.minValue(0)),
    }),
    v.check(({ from, to }) => from < to, 'from: expected it below to.'),
  ),
]);

export type Question = v.InferOutput<typeof questionSchema>;
export type ChoiceQuestion = Extract<Question, { readonly kind: 'choice' }>;
export type NumberQuestion = Extract<Question, { readonly kind: 'number' }>;

/** The place of the right choice; null where figures are not there, or none is right. */
export function rightChoice(
  { choices }: ChoiceQuestion,
  figures: readonly Figure[],
): number | null {
  for (const [i, { when, says }] of choices.entries()) {
    const verdicts = heldAgainst(
      when.map((condition) => ({ ...condition, says })),
      figures,
    );
    if (verdicts.some(({ agrees }) => agrees === null)) return null;
    if (verdicts.every(({ agrees }) => agrees)) return i;
  }
  return null;
}

/** The number that is asked for; null where a figure is not there. */
export const rightNumber = (
  { answer }: NumberQuestion,
  figures: readonly Figure[],
): number | null =>
  valueOf(answer, new Map(figures.map((figure) => [figure.name, figure])))?.value ?? null;
