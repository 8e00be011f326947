/** How many of the images each network has right, which is the key to the lines of the cards too. */
import type { LabelledImages } from '../../jobs/jobs';
import { useWorkspace } from '../context';
import { alphaText } from '../format';
import type { StripSaid } from './StripCards';
import { countRight } from './verdict';

interface StripSummaryProps extends Omit<StripSaid, 'images'> {
  /** True classes of the images. */
  readonly labels: LabelledImages['labels'];
}

export function StripSummary({ seen, said, labels, answersOfA, wanted }: StripSummaryProps) {
  const alpha = useWorkspace(({ view }) => view.alpha);
  const ofA = answersOfA === null ? null : countRight(answersOfA, labels);
  return (
    <div className="strip-summary">
      <p>
        Right at α = {alphaText(alpha)}, of these {labels.length}:
      </p>
      <ul>
        <Count title="A" colour="var(--network-a)" right={ofA} />
        {seen.shown.map(({ name, title, colour }) => {
          const own = said[name];
          const answer = own?.answer?.samples === labels.length ? own.answer : null;
          return (
            <Count
              key={name}
              {...{ title, colour }}
              late={own?.wanted !== wanted}
              right={answer === null ? null : countRight(answer, labels)}
            />
          );
        })}
      </ul>
      {seen.left > 0 && (
        <p className="quiet">{seen.left} more paths have no room here: hide some in the chart.</p>
      )}
    </div>
  );
}

interface CountProps {
  readonly title: string;
  readonly colour: string;
  /** Null while it is not known. */
  readonly right: number | null;
  readonly late?: boolean;
}

function Count({ title, colour, right, late = false }: CountProps) {
  return (
    <li data-late={late || undefined}>
      <span className="strip-colour" style={{ background: colour }} />
      {title} <strong>{right ?? '–'}</strong>
    </li>
  );
}
