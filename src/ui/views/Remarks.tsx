/** What is odd about the results, before the pictures of them. */
import { useShallow } from 'zustand/react/shallow';
import { CURVE_NAMES, isFitted } from '../../jobs/paths';
import { networkNames } from '../../pipeline/kinds/pair/networks';
import { pathNames } from '../../pipeline/kinds/pair/paths';
import { fitRef, MATCHING, networkRef, pathRef } from '../../pipeline/kinds/pair/refs';
import { stateOf, type ResultOf } from '../../pipeline/state';
import type { TaskJob, TaskRef } from '../../pipeline/task';
import type { WorkspaceState } from '../../store/workspace';
import { useWorkspace } from '../context';
import { remarksOf, type Found } from './remarksText';

export function Remarks() {
  const remarks = useWorkspace(useShallow((state) => remarksOf(foundIn(state))));
  return remarks.length === 0 ? null : (
    <div className="caution remarks" role="status" aria-label="Remarks">
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
    </div>
  );
}

/** Of results that are up to date alone: after a change of the settings nothing is known yet. */
function foundIn({ experiment, tasks }: Pick<WorkspaceState, 'experiment' | 'tasks'>): Found {
  const valueOf = <Job extends TaskJob>(ref: TaskRef<Job>): ResultOf<Job> | null => {
    const state = stateOf(tasks, ref);
    return state.status === 'done' ? state.result.value : null;
  };
  const names = pathNames(experiment);
  return {
    experiment,
    networks: networkNames(experiment).flatMap((name) => {
      const network = valueOf(networkRef(name));
      return network === null ? [] : [{ name, accuracy: network.test.accuracy }];
    }),
    matching: valueOf(MATCHING),
    naive: valueOf(pathRef('naive')),
    permuted: valueOf(pathRef('permuted')),
    curves: CURVE_NAMES.filter((name) => names.includes(name)).map((name) => {
      const fit = isFitted(name) ? stateOf(tasks, fitRef(name)) : null;
      return {
        name,
        path: valueOf(pathRef(name)),
        failure: fit?.status === 'failed' ? fit.error.message : null,
      };
    }),
  };
}
