/** Which paths there are, and how far each passes beside the plane. */
import type { View } from '../../pipeline/view';
import { useWorkspace } from '../context';
import { offText } from '../draw/nearest';
import { seriesOf } from '../draw/series';
import { farthest, OFF_PLANE } from '../draw/viewport';
import { PathToggle } from './PathToggle';
import { PlaneOffers } from './PlaneOffers';
import type { PlaneProjection } from './planeProjection';

interface PlaneKeyProps {
  readonly projection: PlaneProjection | null;
  /** What the plane's colours are of. */
  readonly measure: View['measure'];
  /** True under the surface in three dimensions. */
  readonly solid: boolean;
}

export function PlaneKey({ projection, measure, solid }: PlaneKeyProps) {
  const now = useWorkspace((state) => state.experiment);
  if (projection === null) return null;
  const paths = seriesOf(now).flatMap((series) => {
    const path = projection.paths.find(({ name }) => name === series.name);
    return path === undefined ? [] : [{ series, off: farthest(path.points) }];
  });
  const beside = paths.filter(({ off }) => off > OFF_PLANE).map(({ series }) => series.name);
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
      {beside.length > 0 && <PlaneOffers {...{ measure, solid }} names={beside} />}
    </>
  );
}
