/** The end of a lesson: what to try, what it does not show, where it comes from, what is next. */
import { landscapeOf } from '../../pipeline/lessons/lesson';
import { useFigures, type FiguresByName } from './landscapes';
import { LessonLink } from './LessonLink';
import { LESSONS } from './lessons';
import { LessonText, Paragraphs } from './LessonText';
import { Screen, type ScreenProps } from './Screen';
import { usePrinting } from './StepPrint';

export function Closing(props: ScreenProps) {
  const { lesson, landscapes } = props;
  const last = lesson.steps.at(-1);
  const own = last === undefined ? lesson.landscape : landscapeOf(lesson, last);
  const figures = useFigures(own, landscapes);
  const next = LESSONS[LESSONS.findIndex(({ name }) => name === lesson.name) + 1];
  const { sources, limits } = lesson.closing;
  return (
    <Screen {...props} title="To go on">
      <h3>Try it in the lab</h3>
      <Tasks {...props} figures={figures} />
      <h3>What this does not show</h3>
      <Paragraphs text={limits} figures={figures} />
      <h3>Sources</h3>
      <ul className="lesson-sources">
        {sources.map(({ source, says }) => (
          <li key={source}>
            <strong>{source}.</strong> <LessonText runs={says} figures={figures} />
          </li>
        ))}
      </ul>
      <p className="lesson-next" inert={!props.active}>
        {next === undefined ? (
          <LessonLink to={null}>All lessons</LessonLink>
        ) : (
          <>
            Next: <LessonLink to={{ name: next.name, screen: null }}>{next.title}</LessonLink>
          </>
        )}
      </p>
    </Screen>
  );
}

function Tasks({
  lesson,
  active,
  figures,
}: Pick<ScreenProps, 'lesson' | 'active'> & { readonly figures: FiguresByName }) {
  const printing = usePrinting();
  return (
    <ol className="lesson-tasks" inert={!active && !printing}>
      {lesson.closing.tasks.map(({ ask, hint, answer }, i) => (
        <li key={i}>
          <p>
            <LessonText runs={ask} figures={figures} />
          </p>
          {(
            [
              ['Hint', hint],
              ['Answer', answer],
            ] as const
          ).map(([title, runs]) => (
            <details key={title} {...(printing ? { open: true } : {})}>
              <summary>{title}</summary>
              <p>
                <LessonText runs={runs} figures={figures} />
              </p>
            </details>
          ))}
        </li>
      ))}
    </ol>
  );
}
