/** A paper's finding beside the run's own numbers. */
import { figuresFresh } from '../../pipeline/documents';
import { verdictsOf } from '../../pipeline/verdicts';
import { useMemo } from 'react';
import { useWorkspace } from '../context';
import { sentenceText } from '../format';
import { exampleOf } from './examples';
import { LandscapeNote } from './LandscapeNote';
import { VerdictLine } from './VerdictLine';

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
