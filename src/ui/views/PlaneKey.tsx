/** Which line on the plane is which path, and how far it leaves the plane. */
import type { ProjectionResult } from '../../store/state';
import { farthest, OFF_PLANE } from '../draw/frame';
import { offText } from '../draw/nearest';
import { SERIES } from '../draw/series';
import { Swatch } from './Swatch';

export function PlaneKey({ projection }: { readonly projection: ProjectionResult | null }) {
  if (projection === null) return null;
  return (
    <ul className="plane-key" aria-label="Paths on the plane">
      {SERIES.map(({ name, title, colour, dash }) => {
        const path = projection.paths.find((candidate) => candidate.name === name);
        if (path === undefined) return null;
        const off = farthest(path.points);
        return (
          <li key={name}>
            <Swatch colour={colour} dash={off > OFF_PLANE ? dash || '5 4' : ''} />
            {title}
            <span className="quiet">{offText(off, 'up to ')}</span>
          </li>
        );
      })}
    </ul>
  );
}
