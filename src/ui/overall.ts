/** How far a run is as a whole: one share, which never goes back, and the time that is left. */
import { planOfExperiment } from '../pipeline/experiment';
import { shareDone } from '../pipeline/work';
import { resumedShare } from '../store/runs';
import type { Workspace, WorkspaceState } from '../store/workspace';

export interface Overall {
  /** Of the work, 0 to 1. */
  readonly share: number;
  /** Null while too little is done to tell. */
  readonly secondsLeft: number | null;
}

/** Share of the work from which the time tells something of the rest. */
const TELLING = 0.03;

/**
 * Follows the runs of a workspace.
 *
 * @param show called with every change, and with null when a run ends
 */
export function followOverall(
  workspace: Workspace,
  seconds: () => number,
  show: (overall: Overall | null) => void,
): void {
  let began = 0;
  let first = 0;
  let farthest = 0;
  workspace.subscribe((now, before) => {
    if (now.running !== before.running) {
      show(null);
      if (now.running === null) return;
      began = seconds();
      first = Math.max(resumedShare(before.stopped, now.running), shareIn(now));
      farthest = first;
    }
    if (!now.busy || now.tasks === before.tasks) return;
    farthest = Math.max(farthest, shareIn(now));
    const done = farthest - first;
    const left = ((seconds() - began) / done) * (1 - farthest);
    show({ share: farthest, secondsLeft: done > TELLING ? left : null });
  });
}

const shareIn = ({ running, planned, tasks }: WorkspaceState): number =>
  running === null ? 0 : shareDone(planOfExperiment(running), planned, tasks);
