/** Where each path is at the slider's alpha: drawn straight from the store, without rendering. */
import type { PlaneProjection } from './planeProjection';
import { memo, useEffect, useRef } from 'react';
import type { PathName } from '../../jobs/paths';
import { useStores } from '../context';
import { pointAt, type Viewport } from '../draw/viewport';
import { useShownOnPlane } from './shownOnPlane';

interface PlaneMarkersProps {
  readonly viewport: Viewport;
  readonly projection: PlaneProjection | null;
  readonly side: number;
}

export const PlaneMarkers = memo(function PlaneMarkers({
  viewport,
  projection,
  side,
}: PlaneMarkersProps) {
  const { workspace } = useStores();
  const shown = useShownOnPlane(projection);
  const circles = useRef(new Map<PathName, SVGCircleElement>());
  useEffect(() => {
    const place = () => {
      const { alpha } = workspace.getState().view;
      for (const { series, points } of shown) {
        const circle = circles.current.get(series.name);
        const point = pointAt(points, alpha);
        if (circle === undefined) continue;
        circle.style.display = point === null ? 'none' : '';
        if (point === null) continue;
        circle.setAttribute('cx', String(viewport.toPixelX(point.x, side)));
        circle.setAttribute('cy', String(viewport.toPixelY(point.y, side)));
      }
    };
    place();
    return workspace.subscribe((now, before) => {
      if (now.view.alpha !== before.view.alpha) place();
    });
  }, [workspace, viewport, shown, side]);
  return (
    <g className="markers">
      {shown.toReversed().map(({ series: { name, colour } }) => (
        <circle
          key={name}
          ref={(element) => {
            if (element !== null) circles.current.set(name, element);
          }}
          r={name === 'naive' || name === 'permuted' ? 6 : 4.5}
          style={{ fill: colour }}
        />
      ))}
    </g>
  );
});
