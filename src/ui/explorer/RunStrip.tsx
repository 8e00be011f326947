/** The run, while there is something to compute: its button, its progress, what it does not do by itself. */
import { useId } from 'react';
import { planOfExperiment } from '../../pipeline/experiment';
import { allFresh } from '../../pipeline/staleness';
import { isArriving } from '../../store/landscapes';
import { resumes } from '../../store/runs';
import { useSession, useWorkspace } from '../context';
import { ProgressStatus } from '../controls/ProgressStatus';
import { RunButtons } from '../controls/RunButtons';
import { RunNote } from '../controls/RunNote';
import { priceText } from './price';

export function RunStrip() {
  const id = useId();
  const busy = useWorkspace((state) => state.busy);
  const unfinished = useWorkspace(
    (state) => !(isArriving(state) || allFresh(planOfExperiment(state.experiment), state.tasks)),
  );
  const open = busy || unfinished;
  return (
    <div className="run-strip" data-open={open || undefined} data-busy={busy || undefined}>
      {open && <RunButtons status={id} />}
      <div className="run-said">
        <ProgressStatus id={id} />
        {open && <Price />}
      </div>
      <RunNote />
    </div>
  );
}

/** About how long the run will take; nothing of one that runs or was stopped, as its progress says more. */
function Price() {
  const wanted = useWorkspace((state) => (state.busy || resumes(state) ? null : state.experiment));
  const tasks = useWorkspace((state) => state.tasks);
  const engine = useSession((state) => state.engine);
  return wanted === null ? null : (
    <span className="run-price quiet">{priceText(wanted, tasks, engine)}</span>
  );
}
