/** What a paper found, what to expect, and whether a run of its example agrees. */
import { readExample, type Example } from '../pipeline/examples';
import { verdictsOf, type Verdict } from '../pipeline/verdicts';
import type { Fields } from './documents';
import { meanText, type Mean } from './means';
import { orInputError } from './problem';

/** The example in a document, or null where it is a bare experiment or a saved one. */
export async function exampleIn(document: Fields): Promise<Example | null> {
  return 'criteria' in document ? orInputError(() => readExample(document)) : null;
}

/** @param means of several seeds, or of one */
export const verdictsOn = (example: Example, means: readonly Mean[]): readonly Verdict[] =>
  verdictsOf(
    example,
    means.map(({ name, label, kind, mean }) => ({ name, label, kind, value: mean ?? NaN })),
  );

/** A line each: the paper, what to expect, what differs, and every criterion. */
export function agreementText(
  { title, source, found, expect, note }: Example,
  verdicts: readonly Verdict[],
): string {
  return [
    `${title} (${source})`,
    `The paper found: ${found}`,
    `To expect: ${expect}`,
    ...(note === undefined ? [] : [`Note: ${note}`]),
    ...verdicts.map((verdict) => `${agreesText(verdict)}: ${verdictText(verdict)}`),
  ].join('\n');
}

function agreesText({ agrees }: Verdict): string {
  if (agrees === null) return 'Not known';
  return agrees ? 'Agrees' : 'Does not agree';
}

function verdictText({ says, label, kind, value, relation, bound, doubt }: Verdict): string {
  if (label === null || value === null || bound === null) return says;
  const text = (number: number) => meanText({ kind, mean: number, error: null });
  const came = Number.isFinite(value) ? text(value) : 'not finite';
  const held = `${says} ${label}: ${came}, to be ${relation} ${text(bound)}.`;
  return doubt === null ? held : `${held} ${doubt}`;
}
