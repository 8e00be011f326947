/** A question to answer before the numbers are shown, and how the answer compares with them. */
import { useId, useState, type ReactNode } from 'react';
import type { Figure } from '../../pipeline/figures';
import type { ExpressionValue } from '../../pipeline/lessons/expression';
import {
  rightChoice,
  rightNumber,
  type ChoiceQuestion,
  type NumberQuestion,
  type Question,
} from '../../pipeline/lessons/questions';
import type { FiguresByName } from './landscapes';
import { LessonText } from './LessonText';
import { valueText } from './valueText';

interface QuestionBoxProps<Of extends Question = Question> {
  readonly question: Of;
  readonly figures: FiguresByName;
  /** The same figures as a list. */
  readonly all: readonly Figure[];
  readonly answer: number | null;
  readonly onAnswer: (answer: number) => void;
  /** On paper the right answer stands in place of the visitor's. */
  readonly printing: boolean;
}

export function QuestionBox(props: QuestionBoxProps) {
  const { question } = props;
  return question.kind === 'choice' ? (
    <Choices {...props} question={question} />
  ) : (
    <NumberGuess {...props} question={question} />
  );
}

interface AskedProps extends Pick<QuestionBoxProps, 'figures'> {
  readonly runs: Question['ask'];
  /** What answers it, and what becomes of the answer. */
  readonly children: ReactNode;
}

function Asked({ runs, figures, children }: AskedProps) {
  const id = useId();
  return (
    <div className="lesson-question" role="group" aria-labelledby={id}>
      <p id={id} className="lesson-ask">
        <span>
          <LessonText runs={runs} figures={figures} />
        </span>
      </p>
      {children}
    </div>
  );
}

function Choices(props: QuestionBoxProps<ChoiceQuestion>) {
  const { question, figures, all, answer, onAnswer, printing } = props;
  const { choices } = question;
  const right = rightChoice(question, all);
  const rightText = right === null ? null : (choices[right]?.says ?? null);
  return (
    <Asked runs={question.ask} figures={figures}>
      <div className="lesson-choices">
        {choices.map(({ says }, i) => (
          <button
            key={says}
            type="button"
            className="chip"
            aria-pressed={answer === i}
            onClick={() => onAnswer(i)}
          >
            {says}
          </button>
        ))}
      </div>
      <p role="status" className="lesson-verdict">
        {printing && rightText !== null && `Answer: ${rightText}.`}
        {!printing &&
          answer !== null &&
          (answer === right
            ? `As you guessed: ${rightText ?? ''}.`
            : `Your guess was “${choices[answer]?.says ?? ''}”${rightText === null ? '' : `: it is ${rightText}`}.`)}
      </p>
    </Asked>
  );
}

function NumberGuess(props: QuestionBoxProps<NumberQuestion>) {
  const { question, figures, all, answer, onAnswer, printing } = props;
  const { from, to, step, close, answer: expression } = question;
  const [guess, setGuess] = useState((from + to) / 2);
  const right = rightNumber(question, all);
  const kind: ExpressionValue['kind'] = figures.get(String(expression.first))?.kind ?? 'number';
  const text = (value: number) => valueText({ value, kind }, expression.format);
  const shown = answer ?? guess;
  return (
    <Asked runs={question.ask} figures={figures}>
      <div className="lesson-guess">
        <input
          type="range"
          aria-label="Your guess"
          aria-valuetext={text(shown)}
          min={from}
          max={to}
          step={step}
          value={shown}
          disabled={answer !== null}
          onChange={({ target }) => setGuess(target.valueAsNumber)}
        />
        <output className="lesson-guessed">{text(shown)}</output>
        <button
          type="button"
          className="button"
          disabled={answer !== null}
          onClick={() => onAnswer(guess)}
        >
          That is my guess
        </button>
      </div>
      <p role="status" className="lesson-verdict">
        {printing && right !== null && `Answer: ${text(right)}.`}
        {!printing &&
          answer !== null &&
          right !== null &&
          `You guessed ${text(answer)}${Math.abs(answer - right) <= close ? ', and that is close' : ''}: it is ${text(right)}.`}
      </p>
    </Asked>
  );
}
