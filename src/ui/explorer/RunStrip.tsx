/** The run, while there is something to compute: its button, its progress, what it does not do by itself. */
import { useId } from 'react';
import { planOfExperiment } from '../../pipeline/experiment';
import { allFresh } from '../../pipeline/staleness';
import { isArriving } from '../../store/landscapes';
import { useSession, useWorkspace } from '../context';
import { ProgressStatus } from '../controls/ProgressStatus';
import { RunButtons } from '../controls/RunButtons';
import { RunNote } from '../controls/RunNote';
import { priceText } from './price';

export function RunStrip() {
  const id = useId();
  const open = useWorkspace(
    (state) =>
      state.busy ||
      !(isArriving(state) || allFresh(planOfExperiment(state.experiment), state.tasks)),
  );
  return (
    <div className="run-strip" data-open={open || undefined}>
      {open && (
        <div className="run-start">
          <RunButtons status={id} />
          <Price />
        </div>
      )}
      <ProgressStatus id={id} />
      <RunNote />
    </div>
  );
}

/** About how long the run will take; nothing while it runs, as its progress says more. */
function Price() {
  const wanted = useWorkspace(({ busy, experiment }) => (busy ? null : experiment));
  const tasks = useWorkspace((state) => state.tasks);
  const engine = useSession((state) => state.engine);
  return wanted === null ? null : <span className="quiet">{priceText(wanted, tasks, engine)}</span>;
}
