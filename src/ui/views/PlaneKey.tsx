/** Which line on the plane is which path, and how far it leaves the plane. */
import type { PlaneProjection } from './planeProjection';
import { useWorkspace } from '../context';
import { farthest, OFF_PLANE } from '../draw/viewport';
import { offText } from '../draw/nearest';
import { seriesOf, tagOf } from '../draw/series';
import { PathToggle } from './PathToggle';

export function PlaneKey({ projection }: { readonly projection: PlaneProjection | null }) {
  const now = useWorkspace((state) => state.experiment);
  const all = seriesOf(now);
  if (projection === null) return null;
  return (
    <ul className="plane-key" aria-label="Paths on the plane">
      {all.map((series) => {
        const path = projection.paths.find((candidate) => candidate.name === series.name);
        if (path === undefined) return null;
        const off = farthest(path.points);
        return (
          <li key={series.name}>
            <PathToggle
              series={series}
              tag={tagOf(all, series.name)}
              dash={off > OFF_PLANE ? series.dash || '5 4' : ''}
            />
            <span className="quiet">{offText(off, 'up to ')}</span>
          </li>
        );
      })}
    </ul>
  );
}
