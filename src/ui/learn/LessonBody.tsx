/** The screens of a lesson and its stage, on the lessons' own workspace. */
import { useLayoutEffect, useState } from 'react';
import { landscapeOf } from '../../pipeline/lessons/lesson';
import { useStores } from '../context';
import { Closing } from './Closing';
import type { Landscapes } from './landscapes';
import { LessonStage } from './LessonStage';
import type { NamedLesson } from './lessons';
import { show } from './lessonStores';
import { StepScreen } from './StepScreen';
import type { Screens } from './useScreens';

interface LessonBodyProps {
  readonly lesson: NamedLesson;
  readonly landscapes: Landscapes;
  readonly screens: Screens;
  /** Takes what is shown into the lab. */
  readonly onTake: () => void;
}

/** By the id of a step. */
type ByStep<Value> = Readonly<Record<string, Value>>;

export function LessonBody({ lesson, landscapes, screens, onTake }: LessonBodyProps) {
  const stores = useStores();
  const { at, sections, go, seen } = screens;
  const [answers, setAnswers] = useState<ByStep<number>>({});
  const [chosen, setChosen] = useState<ByStep<string>>({});
  const { steps } = lesson;
  // Beside the closing stands what was seen last.
  const step = steps[Math.min(at, steps.length - 1)];
  const name = step === undefined ? '' : (chosen[step.id] ?? landscapeOf(lesson, step));
  const landscape = landscapes.get(name);
  const isAnswered = step !== undefined && answers[step.id] !== undefined;
  // Before the browser draws, so that text and stage change together.
  useLayoutEffect(() => {
    if (step === undefined || landscape === undefined) return;
    show(stores, landscape, isAnswered ? { ...step.view, ...step.after?.view } : step.view);
  }, [stores, step, landscape, isAnswered]);
  const common = (i: number) => ({
    lesson,
    landscapes,
    count: i + 1,
    of: lesson.screens.length,
    active: at === i,
    sectionRef: (section: HTMLElement | null) => {
      sections.current[i] = section;
    },
    onSeen: () => seen(i),
    onGo: (by: number) => go(i + by),
    onTake,
  });
  return (
    <>
      <div className="lesson-screens">
        {steps.map((own, i) => (
          <StepScreen
            key={own.id}
            {...common(i)}
            step={own}
            answer={answers[own.id] ?? null}
            onAnswer={(answer) => setAnswers({ ...answers, [own.id]: answer })}
            chosen={chosen[own.id] ?? landscapeOf(lesson, own)}
            onChoose={(landscapeName) => setChosen({ ...chosen, [own.id]: landscapeName })}
          />
        ))}
        <Closing {...common(steps.length)} />
      </div>
      <LessonStage pictures={step?.pictures ?? ['plane']} />
    </>
  );
}
