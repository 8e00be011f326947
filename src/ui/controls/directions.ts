import type { WorkspaceActions, WorkspaceState } from '../../store/workspace';

/** Another seed of the plane's random directions, and the plane made anew. */
export function newDirections({
  experiment,
  edit,
  update,
}: WorkspaceState & WorkspaceActions): void {
  const { plane } = experiment;
  edit({ ...experiment, plane: { ...plane, seed: (plane.seed + 1) % 2 ** 31 } });
  update();
}
