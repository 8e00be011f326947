/** Shown in the plane's place while the networks are trained for the first time. */
import { networkNames } from '../../pipeline/kinds/pair/networks';
import { stateOf } from '../../pipeline/state';
import { networkRef } from '../../pipeline/kinds/pair/refs';
import { NETWORK_NAMES } from '../../pipeline/kinds/pair/experiment';
import { useSeen } from '../seen';
import { listText } from '../format';
import { progressLine, stoppedText, type Seen } from '../progress';
import { LazyPart } from '../LazyPart';
import { LEARNING_CHARTS } from '../parts';

export function Learning() {
  const [title, next] = learningWords(useSeen());
  return (
    <div className="welcome">
      <p className="welcome-lead">{title}</p>
      <LazyPart part={LEARNING_CHARTS} of="The learning curves" waiting={null}>
        {({ LearningCharts }) => <LearningCharts table={false} />}
      </LazyPart>
      <p className="quiet">{next}</p>
    </div>
  );
}

/** What happens now, and what happens then. */
function learningWords(state: Seen): readonly [now: string, then: string] {
  const { busy, stopped, tasks, experiment } = state;
  if (!busy && stopped !== null)
    return [stoppedText(stopped), 'Go on resumes here; Start over trains from the first step.'];
  const learning = NETWORK_NAMES.filter(
    (name) => stateOf(tasks, networkRef(name)).status === 'running',
  );
  if (learning.length === 0) return [progressLine(state).text, 'Then the plane appears here.'];
  const are = learning.length === 1 ? 'is' : 'are';
  const all = learning.length === networkNames(experiment).length;
  return [
    `${listText(learning)} ${are} learning`,
    all || learning.includes('A') || learning.includes('B')
      ? 'Then their neurons are matched, and the plane appears here.'
      : 'Then the plane appears here.',
  ];
}
