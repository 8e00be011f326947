/** Which path is pointed at, for all pictures at once. */
import type { PathName } from '../../jobs/paths';
import { usePage, useStores } from '../context';
import type { Series } from '../draw/series';

/** Handlers for whatever stands for a path: its name in a table, its label in a picture. */
export function usePointing(name: PathName) {
  const { page } = useStores();
  const point = () => page.setState({ pointed: name });
  // Another may be pointed at by now.
  const leave = () => page.setState(({ pointed }) => (pointed === name ? { pointed: null } : {}));
  return { onPointerEnter: point, onPointerLeave: leave, onFocus: point, onBlur: leave };
}

/** How a path looks now: in its own colour while it is pointed at, and the others faint. */
export function useLook(): (series: Series) => {
  readonly colour: string;
  readonly faint: true | undefined;
} {
  const pointed = usePage((page) => page.pointed);
  return ({ name, own, colour }) => ({
    colour: pointed === name ? own : colour,
    faint: pointed !== null && pointed !== name ? true : undefined,
  });
}
