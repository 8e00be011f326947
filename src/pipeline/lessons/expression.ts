/**
 * A number of a lesson, as the results give it: `naive.midpointAccuracy`, or two of them with a sign between, of another
 * landscape where its name stands before: `frankle-fork: naive.length / permuted.length | percent`.
 */
import type { Figure, FigureKind } from '../figures';

/** How a number is written; what says none is written as its figure's kind is. */
const FORMATS = ['percent', 'percent1', 'points', 'loss', 'number', 'count', 'times'] as const;
export type NumberFormat = (typeof FORMATS)[number];

const OPERATORS = ['+', '-', '*', '/'] as const;
type Operator = (typeof OPERATORS)[number];

/** A figure by its name, `landscape:figure` where it is of another landscape than the step's; or a number. */
type Operand = string | number;

export interface Expression {
  readonly first: Operand;
  /** Null where the first operand is all. */
  readonly rest: { readonly operator: Operator; readonly second: Operand } | null;
  readonly format: NumberFormat | null;
}

export interface ExpressionValue {
  readonly value: number;
  readonly kind: FigureKind;
}

const NAME = String.raw`(?:[\w-]+:\s*)?[A-Za-z][\w.-]*|\d+(?:\.\d+)?`;
const WHOLE = new RegExp(
  String.raw`^\s*(${NAME})(?:\s+([-+*/])\s+(${NAME}))?\s*(?:\|\s*(\w+)\s*)?$`,
);

/** @throws RangeError for what is no expression */
export function readExpression(text: string): Expression {
  const [, first, sign, second, written] = WHOLE.exec(text) ?? [];
  const format = FORMATS.find((known) => known === written);
  if (first === undefined || (written !== undefined && format === undefined))
    throw new RangeError(
      `expected a number such as naive.midpointAccuracy, or naive.length / permuted.length | percent, got ${JSON.stringify(text)}.`,
    );
  const operator = OPERATORS.find((known) => known === sign);
  return {
    first: operandIn(first),
    rest:
      operator === undefined || second === undefined
        ? null
        : { operator, second: operandIn(second) },
    format: format ?? null,
  };
}

const operandIn = (text: string): Operand =>
  /^\d/.test(text) && !text.includes(':') ? Number(text) : text.replace(/:\s*/, ':');

/** The names of figures in an expression. */
export const namesIn = ({ first, rest }: Expression): readonly string[] =>
  [first, rest?.second].filter((operand) => typeof operand === 'string');

/** @returns null where a figure is not there */
export function valueOf(
  { first, rest }: Expression,
  figures: ReadonlyMap<string, Figure>,
): ExpressionValue | null {
  const one = operandValue(first, figures);
  if (rest === null || one === null) return one;
  const other = operandValue(rest.second, figures);
  if (other === null) return null;
  const kind = rest.operator === '/' || rest.operator === '*' ? 'number' : one.kind;
  return { value: SIGNS[rest.operator](one.value, other.value), kind };
}

function operandValue(
  operand: Operand,
  figures: ReadonlyMap<string, Figure>,
): ExpressionValue | null {
  return typeof operand === 'number'
    ? { value: operand, kind: 'number' }
    : (figures.get(operand) ?? null);
}

const SIGNS: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};
