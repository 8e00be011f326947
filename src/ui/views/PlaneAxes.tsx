/** Ticks below and at the left of the plane; one scale for both. */
import { memo } from 'react';
import { ticks } from 'd3-array';
import type { Viewport } from '../draw/viewport';
import { numberText } from '../format';

interface PlaneAxesProps {
  readonly viewport: Viewport;
  readonly side: number;
  /** What both axes count. */
  readonly unit: string;
}

export const PlaneAxes = memo(function PlaneAxes({ viewport, side, unit }: PlaneAxesProps) {
  const count = side < 360 ? 4 : 7;
  const { left, bottom, width } = viewport;
  return (
    <>
      <div className="plane-axis plane-axis-x" aria-hidden="true">
        {ticks(left, left + width, count).map((tick) => (
          <span key={tick} style={{ left: `${viewport.toPixelX(tick, side)}px` }}>
            {numberText(tick)}
          </span>
        ))}
      </div>
      <div className="plane-axis plane-axis-y" aria-hidden="true">
        {ticks(bottom, bottom + width, count).map((tick) => (
          <span key={tick} style={{ top: `${viewport.toPixelY(tick, side)}px` }}>
            {numberText(tick)}
          </span>
        ))}
      </div>
      <div className="plane-x-label" aria-hidden="true">
        {unit}
      </div>
    </>
  );
});
