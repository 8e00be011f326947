/** Which paths there are, how far each passes beside the plane, and the planes in which those lie that do. */
import type { Experiment } from '../../pipeline/experiment';
import type { View } from '../../pipeline/view';
import type { PlaneProjection } from './planeProjection';
import { useStores, useWorkspace } from '../context';
import { farthest, OFF_PLANE } from '../draw/viewport';
import { offText } from '../draw/nearest';
import { seriesOf } from '../draw/series';
import { PathToggle } from './PathToggle';
import { planeOffer, type PlaneOffer } from './planeOffer';

interface PlaneKeyProps {
  readonly projection: PlaneProjection | null;
  /** What the plane's colours are of. */
  readonly measure: View['measure'];
  /** True under the surface in three dimensions. */
  readonly solid: boolean;
}

export function PlaneKey({ projection, measure, solid }: PlaneKeyProps) {
  const { workspace } = useStores();
  const now = useWorkspace((state) => state.experiment);
  const busy = useWorkspace((state) => state.busy);
  if (projection === null) return null;
  const paths = seriesOf(now).flatMap((series) => {
    const path = projection.paths.find(({ name }) => name === series.name);
    return path === undefined ? [] : [{ series, off: farthest(path.points) }];
  });
  const beside = paths.filter(({ off }) => off > OFF_PLANE);
  const turnTo = (experiment: Experiment) => {
    workspace.getState().edit(experiment);
    workspace.getState().update();
  };
  return (
    <>
      <ul className="plane-key" aria-label="Paths on the plane">
        {paths.map(({ series, off }) => (
          <li key={series.name}>
            <PathToggle series={series} />
            <span className="quiet">{offText(off, 'up to ')}</span>
          </li>
        ))}
      </ul>
      {beside.length > 0 && (
        <div className="plane-offers">
          <p className="quiet">{besideText(measure, solid)}</p>
          {offersOf(
            beside.map(({ series }) => series.name),
            now,
          ).map(({ words, experiment }) => (
            <button
              key={words}
              type="button"
              className="button small"
              disabled={busy}
              onClick={() => turnTo(experiment)}
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

/** How paths are drawn where they pass beside the plane. */
function besideText(measure: View['measure'], solid: boolean): string {
  // Paths are not asked for the entropy of their predictions.
  if (solid)
    return measure === 'entropy'
      ? 'Where a path passes beside this plane it is not drawn: its own entropy is not computed.'
      : `Where a path passes beside this plane its height is that of its own ${measure}, so it may run beneath the surface or above it.`;
  const colour =
    measure === 'entropy'
      ? 'Their colour is the path’s, as its own entropy is not computed.'
      : `Their colour is the path’s own ${measure} there.`;
  return `Beads are paths that pass beside this plane, the fainter the farther. ${colour}`;
}

/** Each plane once. */
function offersOf(
  names: readonly Parameters<typeof planeOffer>[0][],
  experiment: Experiment,
): readonly PlaneOffer[] {
  const offers = new Map<string, PlaneOffer>();
  for (const name of names) {
    const offer = planeOffer(name, experiment);
    if (offer !== null) offers.set(offer.words, offer);
  }
  return [...offers.values()];
}
