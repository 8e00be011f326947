import { useStores } from '../context';
import { editAt } from '../settings';

/** Changes one setting and computes what follows from it; what is refused changes nothing. */
export function useEdited(): (path: string, value: unknown) => void {
  const { workspace } = useStores();
  return (path, value) => {
    const { experiment, edit, update } = workspace.getState();
    const changed = editAt(experiment, path, value);
    if (changed.experiment === null) return;
    edit(changed.experiment);
    update();
  };
}
