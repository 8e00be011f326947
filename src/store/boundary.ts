/** Follows the slider: what the network at its place on a path says everywhere in the square, the latest place only. */
import type { StoreApi } from 'zustand/vanilla';
import type { Boundary } from '../jobs/jobs';
import type { PathName } from '../jobs/paths';
import { pathIn, questionOf } from './prediction';
import type { Session } from './session';
import type { WorkspaceState } from './workspace';

/** Places on each side of the square: the browser smooths between them. */
export const BOUNDARY_SIZE = 64;
/** Test points that are shown and counted. */
const BOUNDARY_POINTS = 400;

/** A boundary at a place of a path. */
export interface PlacedBoundary extends Boundary {
  readonly alpha: number;
}

/**
 * Asks whenever the slider has moved or the path has changed; no queue grows.
 *
 * @param show called with null while the path is not there to be asked about
 * @returns ends it
 */
export function followBoundary(
  name: PathName,
  workspace: StoreApi<WorkspaceState>,
  session: Session,
  show: (boundary: PlacedBoundary | null) => void,
): () => void {
  let ended = false;
  let asking = false;
  const answered = (boundary: PlacedBoundary | null) => {
    if (!ended) show(boundary);
  };
  /** Key and place of the last answer, and the key of the last failure, which would only fail again. */
  let shown: { readonly key: string; readonly alpha: number } | null = null;
  let failed: string | null = null;

  const ask = async () => {
    asking = true;
    while (!ended) {
      const question = questionOf(name, workspace.getState(), session);
      const key = question === null ? null : `boundary ${question.key}`;
      if (shown !== null && shown.key !== key) {
        shown = null;
        answered(null);
      }
      const { alpha } = workspace.getState().view;
      if (question === null || key === null || key === failed || shown?.alpha === alpha) break;
      const { data } = question.task.settings;
      const request = { data, key, alpha, size: BOUNDARY_SIZE, samples: BOUNDARY_POINTS };
      try {
        const boundary =
          (await session.pool.run('boundary', { ...request, path: null }, { urgent: true })) ??
          (await session.pool.run(
            'boundary',
            { ...request, path: pathIn(question, workspace.getState()) },
            { urgent: true },
          ));
        if (boundary === null) break;
        shown = { key, alpha };
        answered({ ...boundary, alpha });
      } catch {
        // An engine that was lost has said so where it matters more.
        failed = key;
      }
    }
    asking = false;
  };

  const follow = () => {
    if (!asking) void ask();
  };
  const leave = [
    workspace.subscribe((now, before) => {
      const moved = now.view.alpha !== before.view.alpha;
      if (moved || now.tasks !== before.tasks || now.busy !== before.busy) follow();
    }),
    session.subscribe((now, before) => {
      if (now.engine !== before.engine || now.datasets !== before.datasets) follow();
    }),
  ];
  follow();
  return () => {
    ended = true;
    for (const end of leave) end();
  };
}
