/** How paths are drawn where they pass beside the plane, and the planes in which they lie. */
import type { PathName } from '../../jobs/paths';
import type { Experiment } from '../../pipeline/experiment';
import type { View } from '../../pipeline/view';
import { useStores, useWorkspace } from '../context';
import { planeOffer, type PlaneOffer } from './planeOffer';

interface PlaneOffersProps {
  /** The paths that pass beside the plane. */
  readonly names: readonly PathName[];
  /** What the plane's colours are of. */
  readonly measure: View['measure'];
  /** True under the surface in three dimensions. */
  readonly solid: boolean;
}

export function PlaneOffers({ names, measure, solid }: PlaneOffersProps) {
  const { workspace } = useStores();
  const now = useWorkspace((state) => state.experiment);
  const busy = useWorkspace((state) => state.busy);
  const turnTo = (experiment: Experiment) => {
    workspace.getState().edit(experiment);
    workspace.getState().update();
  };
  return (
    <div className="plane-offers">
      <p className="quiet">{besideText(measure, solid)}</p>
      {offersOf(names, now).map(({ words, experiment }) => (
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
  );
}

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
function offersOf(names: readonly PathName[], experiment: Experiment): readonly PlaneOffer[] {
  const offers = new Map<string, PlaneOffer>();
  for (const name of names) {
    const offer = planeOffer(name, experiment);
    if (offer !== null) offers.set(offer.words, offer);
  }
  return [...offers.values()];
}
