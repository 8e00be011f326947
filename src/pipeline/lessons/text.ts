/** The text of a lesson: plain, with *emphasis*, `code`, and {numbers} that the results fill in. */
import { readExpression, type Expression } from './expression';

export type Run =
  | { readonly kind: 'plain' | 'code'; readonly text: string }
  | { readonly kind: 'emphasis'; readonly runs: readonly Run[] }
  | { readonly kind: 'number'; readonly expression: Expression };

const MARKED = /(\*[^*]+\*|`[^`]+`|\{[^{}]+\})/;

/** The runs of a paragraph. @throws RangeError for a number that is none, or a mark without its end */
export function readText(paragraph: string): readonly Run[] {
  return paragraph.split(MARKED).flatMap((piece): Run[] => {
    if (piece === '') return [];
    const inner = piece.slice(1, -1);
    if (!MARKED.test(piece)) {
      if (/[*`{}]/.test(piece))
        throw new RangeError(`expected marks in pairs, got ${JSON.stringify(piece)}.`);
      return [{ kind: 'plain', text: piece }];
    }
    if (piece.startsWith('*')) return [{ kind: 'emphasis', runs: readText(inner) }];
    if (piece.startsWith('`')) return [{ kind: 'code', text: inner }];
    return [{ kind: 'number', expression: readExpression(inner) }];
  });
}

/** The numbers in a text. */
export const expressionsIn = (runs: readonly Run[]): readonly Expression[] =>
  runs.flatMap((run) => {
    if (run.kind === 'emphasis') return expressionsIn(run.runs);
    return run.kind === 'number' ? [run.expression] : [];
  });
