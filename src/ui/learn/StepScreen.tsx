/** A step of a lesson: a question to answer first, what it says, and what to do. */
import { landscapeOf, type Step } from '../../pipeline/lessons/lesson';
import { ActBox } from './acts';
import { figuresOfAll, useFigures } from './landscapes';
import { Paragraphs } from './LessonText';
import { QuestionBox } from './QuestionBox';
import { Screen, type ScreenProps } from './Screen';
import { StepPrint, usePrinting } from './StepPrint';

interface StepScreenProps extends ScreenProps {
  readonly step: Step;
  /** The number of the choice, or the number that was guessed; null before. */
  readonly answer: number | null;
  readonly onAnswer: (answer: number) => void;
  /** The landscape that is shown. */
  readonly chosen: string;
  readonly onChoose: (landscape: string) => void;
}

export function StepScreen(props: StepScreenProps) {
  const { lesson, landscapes, step, active, answer, onAnswer, chosen, onChoose } = props;
  const own = landscapeOf(lesson, step);
  const figures = useFigures(own, landscapes);
  const printing = usePrinting();
  const { question, after, act } = step;
  return (
    <Screen {...props} title={step.title}>
      {printing && <StepPrint step={step} landscape={landscapes.get(chosen)} />}
      <Paragraphs text={step.text} figures={figures} />
      {question !== undefined && (
        <div className="screen-question" inert={!active && !printing}>
          <QuestionBox
            question={question}
            figures={figures}
            all={figuresOfAll(own, landscapes)}
            {...{ answer, onAnswer, printing }}
          />
        </div>
      )}
      {after !== undefined && (answer !== null || printing) && (
        <div className="screen-after">
          <Paragraphs text={after.text} figures={figures} />
        </div>
      )}
      {act !== undefined && (question === undefined || answer !== null) && !printing && (
        <div className="screen-act" inert={!active}>
          <ActBox kind={act.kind} {...{ act, figures, landscapes, active, chosen, onChoose }} />
        </div>
      )}
    </Screen>
  );
}
