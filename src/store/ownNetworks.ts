/** What may be done with a visitor's own networks: imported, asked about, put into the experiment, forgotten. */
import type { StoreApi } from 'zustand/vanilla';
import type * as Checkpoints from './checkpoints';
import type { NetworkHints } from './checkpoints';
import { wordsOf } from './failure';
import { fetchPart } from './fetchPart';
import type { ImportedNetwork } from './imports';
import { WHILE_BUSY, type NoticeSubject } from './notices';
import type { Session } from './session';
import { withoutFiles } from './withoutFiles';
import type { WorkspaceActions, WorkspaceState } from './workspace';

export interface AskedNetworks {
  readonly networks: readonly ImportedNetwork[];
  readonly proposed: NetworkHints;
}

export interface OwnNetworks {
  /** Reads weights files, and asks what they do not determine where that is not known. */
  importNetworks(files: readonly File[]): Promise<void>;
  /** Answers what was asked, so that the networks take their places, or, with null, lets go of them; throws for hints that do not fit. */
  answer(hints: NetworkHints | null): void;
  /** Lets go of every network from a file, in the browser's storage too; the experiment trains its networks again. */
  removeNetworks(): Promise<void>;
}

export function ownNetworks(
  session: Session,
  { getState, setState }: StoreApi<WorkspaceState & WorkspaceActions>,
): OwnNetworks {
  const { imports } = session;
  const { notify, settle } = session.getState();
  /** What fits weights into experiments, once it was fetched for the first files. */
  let checkpoints: typeof Checkpoints | null = null;
  const report = (about: NoticeSubject) => (error: unknown) => notify(wordsOf(error), { about });

  return {
    async importNetworks(files) {
      if (getState().busy) {
        notify(WHILE_BUSY, { about: 'files' });
        return;
      }
      try {
        checkpoints ??= await fetchPart(() => import('./checkpoints'));
        const { commonShapes, knownHints, proposedHints } = checkpoints;
        const networks = await imports.open(files);
        const shapes = commonShapes(networks, getState().experiment.own);
        settle('files');
        const { experiment } = getState();
        const known = networks.length > 1 ? null : knownHints(shapes, experiment);
        setState({ asked: { networks, proposed: proposedHints(shapes, experiment) } });
        if (known === null) return;
        getState().answer(known);
        for (const { file, notes } of networks)
          if (notes.length > 0) notify(`${file.name}: ${notes.join(' ')}`);
      } catch (error) {
        setState({ asked: null });
        report('files')(error);
      }
    },
    answer(hints) {
      const { asked, experiment, stop, turnTo } = getState();
      if (asked === null || checkpoints === null) return;
      if (hints !== null) {
        const changed = checkpoints.withNetworks(experiment, asked.networks, hints);
        stop();
        void imports
          .add(asked.networks)
          .then(() => settle('storage'), report('storage'))
          .then(() => session.countNetworks());
        turnTo(changed);
      }
      setState({ asked: null });
    },
    async removeNetworks() {
      const { experiment, stop, edit } = getState();
      const { keptNetworks } = session.getState();
      stop();
      edit(withoutFiles(experiment));
      // Where nothing was kept, nothing is left that could not be removed.
      await imports.clear().catch(keptNetworks > 0 ? report('storage') : () => undefined);
      session.countNetworks();
    },
  };
}
