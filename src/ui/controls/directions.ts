import type { Actions, State } from '../../store/state';

/** Another seed of the plane's random directions, and the plane made anew. */
export function newDirections({ experiment, edit, update }: State & Actions): void {
  const { plane } = experiment;
  edit({ ...experiment, plane: { ...plane, seed: (plane.seed + 1) % 2 ** 31 } });
  update();
}
