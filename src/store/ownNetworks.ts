/** What may be done with a visitor's own networks: brought, asked about, put into the experiment, forgotten. */
import type { StoreApi } from 'zustand/vanilla';
import type { Brought } from './brought';
import { commonShapes, knownHints, proposedHints, withNetworks, withoutFiles } from './checkpoints';
import { failureOf } from './pipeline';
import type { Actions, State } from './state';

export const WHILE_BUSY =
  'Files are read when nothing runs: wait for the end, or press Cancel first.';

export interface OwnNetworks extends Pick<Actions, 'bringNetworks' | 'answer' | 'forgetNetworks'> {
  /** Finds out how many networks the browser has kept. */
  count(): Promise<void>;
}

export function ownNetworks(
  brought: Brought,
  { getState, setState }: StoreApi<State & Actions>,
): OwnNetworks {
  const tell = (error: unknown) => getState().notify(failureOf(error).message);

  const count = () =>
    brought.count().then(
      (keptNetworks) => setState({ keptNetworks }),
      () => undefined,
    );

  return {
    count,
    async bringNetworks(files) {
      if (getState().busy) {
        getState().notify(WHILE_BUSY);
        return;
      }
      try {
        const networks = await brought.open(files);
        const shapes = commonShapes(networks);
        const { experiment } = getState();
        const known = networks.length > 1 ? null : knownHints(shapes, experiment);
        setState({ asked: { networks, proposed: proposedHints(shapes, experiment) } });
        if (known !== null) getState().answer(known);
      } catch (error) {
        setState({ asked: null });
        tell(error);
      }
    },
    answer(hints) {
      const { asked, experiment, cancel, edit } = getState();
      if (asked === null) return;
      if (hints !== null) {
        const changed = withNetworks(experiment, asked.networks, hints);
        cancel();
        void brought.add(asked.networks).catch(tell).then(count);
        edit(changed);
      }
      setState({ asked: null });
    },
    async forgetNetworks() {
      const { experiment, cancel, edit } = getState();
      cancel();
      edit(withoutFiles(experiment));
      await brought.forget().catch(tell);
      await count();
    },
  };
}
