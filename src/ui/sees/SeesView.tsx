/** What the network at the slider's place sees: which classes it takes for which. */
import { PATH_REFS } from '../../pipeline/kinds/pair/refs';
import { usePathStates, useWorkspace } from '../context';
import { resultOf } from '../stage';
import { Empty, Panel } from '../views/Panel';
import { ConfusionView } from './ConfusionView';
import { FiltersView } from './FiltersView';
import { areImages, useAbsence, useSeenPaths } from './seenPaths';

export default function SeesView() {
  const seen = useSeenPaths();
  const states = usePathStates();
  const absence = useAbsence();
  const images = useWorkspace(({ experiment }) => areImages(experiment));
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
          {images && <FiltersView />}
        </div>
      ) : (
        <Empty>{absence}</Empty>
      )}
    </Panel>
  );
}
