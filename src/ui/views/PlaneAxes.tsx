/** Ticks along the lower and the left border of the plane, inside it; one scale for both. */
import { memo } from 'react';
import { ticks } from 'd3-array';
import type { Viewport } from '../draw/viewport';
import { numberText } from '../format';

interface PlaneAxesProps {
  readonly viewport: Viewport;
  readonly side: number;
}

/** Pixels of a tick, and around a corner, where both axes would write. */
const TICK = 5;
const CORNER = 30;

export const PlaneAxes = memo(function PlaneAxes({ viewport, side }: PlaneAxesProps) {
  const count = side < 360 ? 4 : 7;
  const { left, bottom, width } = viewport;
  const isInside = (pixel: number) => pixel > CORNER && pixel < side - CORNER / 2;
  const across = ticks(left, left + width, count).map(
    (x) => [x, viewport.toPixelX(x, side)] as const,
  );
  const up = ticks(bottom, bottom + width, count).map(
    (y) => [y, viewport.toPixelY(y, side)] as const,
  );
  return (
    <g className="plane-axes">
      {across
        .filter(([, at]) => isInside(at))
        .map(([x, at]) => (
          <g key={x} transform={`translate(${at} ${side})`}>
            <path d={`M0 0v${-TICK}`} />
            <text y={-TICK - 4} textAnchor="middle">
              {numberText(x)}
            </text>
          </g>
        ))}
      {up
        .filter(([, at]) => isInside(side - at))
        .map(([y, at]) => (
          <g key={y} transform={`translate(0 ${at})`}>
            <path d={`M0 0h${TICK}`} />
            <text x={TICK + 4} dy="0.32em">
              {numberText(y)}
            </text>
          </g>
        ))}
    </g>
  );
});
