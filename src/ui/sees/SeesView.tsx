/** What the network at the slider's place sees: which classes it takes for which. */
import { PATH_REFS } from '../../pipeline/kinds/pair/refs';
import { usePathStates } from '../context';
import { resultOf } from '../stage';
import { Empty, Panel } from '../views/Panel';
import { ConfusionView } from './ConfusionView';
import { DrawDigit } from './DrawDigit';
import { FiltersView } from './FiltersView';
import { useAbsence, useEntry, useSeenPaths } from './seenPaths';

export default function SeesView() {
  const seen = useSeenPaths();
  const states = usePathStates();
  const absence = useAbsence();
  const { id, side } = useEntry();
  const stages = PATH_REFS.filter(({ name }) => seen.names.includes(name)).map(
    ({ name }) => states[name],
  );
  return (
    <Panel
      name="sees"
      title="What it sees"
      sentence="The network at the slider’s place, asked about test images; everything follows the slider."
      source=""
      stages={stages}
      recipe={stages.map(resultOf).find((result) => result !== null)?.recipe ?? null}
    >
      {absence === null ? (
        <div className="sees-parts">
          <ConfusionView seen={seen} />
          {side > 1 ? (
            <FiltersView />
          ) : (
            <p className="quiet">
              Points have no picture, and units with two weights have no filters to look at: what
              the networks make of the whole square is drawn above.
            </p>
          )}
          {id === 'mnist' && <DrawDigit seen={seen} />}
        </div>
      ) : (
        <Empty>{absence.text}</Empty>
      )}
    </Panel>
  );
}
