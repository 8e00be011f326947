/** Text of a lesson, with its numbers filled in. */
import type { ReactNode } from 'react';
import { valueOf, type Expression } from '../../pipeline/lessons/expression';
import type { Run } from '../../pipeline/lessons/text';
import { Explained } from '../glossary/Explained';
import { DASH } from '../format';
import { valueText } from './valueText';
import type { FiguresByName } from './landscapes';

interface LessonTextProps {
  readonly runs: readonly Run[];
  readonly figures: FiguresByName;
}

export function LessonText({ runs, figures }: LessonTextProps) {
  return <Explained>{runs.map((run, i) => piece(run, i, figures))}</Explained>;
}

/** Plain text stays a string, in which terms are found. */
function piece(run: Run, key: number, figures: FiguresByName): ReactNode {
  switch (run.kind) {
    case 'plain':
      return run.text;
    case 'code':
      return <code key={key}>{run.text}</code>;
    case 'emphasis':
      return <em key={key}>{run.runs.map((inner, i) => piece(inner, i, figures))}</em>;
    case 'number':
      return (
        <span key={key} className="lesson-number">
          {numberIn(run.expression, figures)}
        </span>
      );
  }
}

/** A dash while the number is on its way. */
function numberIn(expression: Expression, figures: FiguresByName): string {
  const known = valueOf(expression, figures);
  return known === null ? DASH : valueText(known, expression.format);
}

interface ParagraphsProps {
  readonly text: readonly (readonly Run[])[];
  readonly figures: FiguresByName;
}

export function Paragraphs({ text, figures }: ParagraphsProps) {
  return text.map((runs, i) => (
    <p key={i}>
      <LessonText runs={runs} figures={figures} />
    </p>
  ));
}
