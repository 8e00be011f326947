/** The run, while there is something to compute: its button, its progress, what it does not do by itself. */
import { useId } from 'react';
import { planOfExperiment } from '../../pipeline/experiment';
import { allFresh } from '../../pipeline/staleness';
import { useWorkspace } from '../context';
import { ProgressStatus } from '../controls/ProgressStatus';
import { RunButtons, RunNote } from '../controls/RunBar';

export function RunStrip() {
  const id = useId();
  const open = useWorkspace(
    ({ busy, experiment, tasks }) => busy || !allFresh(planOfExperiment(experiment), tasks),
  );
  return (
    <div className="run-strip">
      {open && <RunButtons status={id} />}
      <ProgressStatus id={id} />
      <RunNote />
    </div>
  );
}
