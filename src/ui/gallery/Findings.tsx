/** A paper's finding beside the run's own numbers. */
import { figuresFresh } from '../../pipeline/documents';
import type { FigureKind } from '../../pipeline/figures';
import { type Verdict, verdictsOf } from '../../pipeline/verdicts';
import { useMemo } from 'react';
import { Icon } from '../controls/Icon';
import { useWorkspace } from '../context';
import { lossText, percentText, sentenceText } from '../format';
import { exampleOf } from './examples';
import { LandscapeNote } from './LandscapeNote';

export default function Findings() {
  const experiment = useWorkspace((state) => state.experiment);
  const tasks = useWorkspace((state) => state.tasks);
  const known = useMemo(() => exampleOf(experiment), [experiment]);
  const verdicts = useMemo(
    () =>
      known === null
        ? []
        : verdictsOf(
            { criteria: known.example.criteria, experiment },
            figuresFresh(experiment, tasks),
          ),
    [known, tasks, experiment],
  );
  if (known === null) return <LandscapeNote />;
  const { name, title, source, found, expect, note, sweep } = known.example;
  return (
    <section className="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">
        {title}
        <span className="hint">
          {source}
          {known.size === 'paper' && ', in the paper’s sizes'}
        </span>
      </h2>
      <dl className="findings-words">
        <div>
          <dt>What was found</dt>
          <dd>{sentenceText(found)}</dd>
        </div>
        <div>
          <dt>What to expect</dt>
          <dd>
            {sentenceText(expect)}
            {note !== undefined && ` ${sentenceText(note)}`}
          </dd>
        </div>
        <div>
          <dt>What came out</dt>
          <dd>
            <ul className="verdicts" aria-live="polite">
              {verdicts.map((verdict) => (
                <VerdictLine key={verdict.says} verdict={verdict} />
              ))}
            </ul>
          </dd>
        </div>
      </dl>
      <LandscapeNote />
      {sweep !== undefined && (
        <p className="hint">
          The whole figure, from a terminal:{' '}
          <code>npx isthmus sweep experiments/{name}.json --out results/</code>
        </p>
      )}
    </section>
  );
}

function VerdictLine({ verdict }: { readonly verdict: Verdict }) {
  const { says, label, kind, value, relation, bound, agrees, doubt } = verdict;
  const word = agrees === null ? unknownText(verdict) : agrees ? 'Agrees' : 'Differs';
  return (
    <li data-agrees={agrees ?? undefined}>
      <span className="verdict-word">
        {agrees !== null && <Icon name={agrees ? 'check' : 'close'} />}
        {word}
      </span>
      <span>
        {sentenceText(says)}
        {value !== null && bound !== null && (
          <span className="hint">
            {label === null ? '' : sentenceText(label)}: {numberText(kind, value)}; wanted{' '}
            {relation} {numberText(kind, bound)}.{doubt !== null && ` ${doubt}`}
          </span>
        )}
      </span>
    </li>
  );
}

const unknownText = ({ doubt }: Verdict) => (doubt === null ? 'Not known yet' : 'Not known');

const numberText = (kind: FigureKind, value: number) =>
  kind === 'share' ? percentText(value) : lossText(value);
