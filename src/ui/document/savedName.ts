/** What a file of the experiment is called before it is given a name. */
import { isLandscape } from '../../store/landscapes';
import type { WorkspaceState } from '../../store/workspace';

type Named = Pick<WorkspaceState, 'experiment' | 'landscape' | 'preset'>;

/** The finished landscape or the preset that it is, else `experiment`. */
export function savedName(state: Named): string {
  if (isLandscape(state) && state.landscape !== null) return state.landscape.name;
  return state.preset === 'custom' ? 'experiment' : state.preset;
}
