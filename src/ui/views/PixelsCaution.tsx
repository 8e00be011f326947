/** Warns where networks from files are so bad that their pixels were probably scaled in another way. */
import { NETWORK_NAMES } from '../../pipeline/kinds/pair/experiment';
import { networkRef } from '../../pipeline/kinds/pair/refs';
import { stateOf } from '../../pipeline/state';
import type { WorkspaceState } from '../../store/workspace';
import { useWorkspace } from '../context';
import { cautionText } from '../pixels';

export function PixelsCaution() {
  const text = useWorkspace(cautionOf);
  return text === '' ? null : (
    <p className="caution" role="status">
      {text}
    </p>
  );
}

/** Of results that are up to date alone: after a change of the settings nothing is known yet. */
function cautionOf({ experiment, tasks }: Pick<WorkspaceState, 'experiment' | 'tasks'>): string {
  const files = experiment.networks.flatMap(({ file }, i): [string, number][] => {
    const name = NETWORK_NAMES[i];
    if (file === null || name === undefined) return [];
    const state = stateOf(tasks, networkRef(name));
    return state.status === 'done' ? [[name, state.result.value.test.accuracy]] : [];
  });
  return cautionText(experiment, files);
}
