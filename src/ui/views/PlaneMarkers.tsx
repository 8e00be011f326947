/** Where each path is at the slider's alpha: drawn straight from the store, without rendering. */
import { memo, useEffect, useRef } from 'react';
import type { PathName } from '../../jobs/paths';
import { useStores } from '../context';
import { pointAt, type Viewport } from '../draw/viewport';
import { useLook } from './pointed';
import type { PathOnPlane } from './shownOnPlane';

interface PlaneMarkersProps {
  readonly viewport: Viewport;
  readonly shown: readonly PathOnPlane[];
  readonly side: number;
}

export const PlaneMarkers = memo(function PlaneMarkers({
  viewport,
  shown,
  side,
}: PlaneMarkersProps) {
  const { workspace } = useStores();
  const look = useLook();
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
      {shown.toReversed().map(({ series }) => (
        <circle
          key={series.name}
          data-of={series.name}
          data-faint={look(series).faint}
          ref={(element) => {
            if (element !== null) circles.current.set(series.name, element);
          }}
          r={series.name === 'naive' || series.name === 'permuted' ? 6 : 4.5}
          style={{ fill: look(series).colour }}
        />
      ))}
    </g>
  );
});
