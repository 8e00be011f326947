/** Paths and named points as they lie in the plane. */
import { memo } from 'react';
import type { PlaneResult, ProjectionResult } from '../../store/state';
import { curvePath } from '../draw/curve';
import { farthest, OFF_PLANE, type Frame } from '../draw/frame';
import { SERIES } from '../draw/series';
import { pointText } from '../format';

interface PlanePathsProps {
  readonly frame: Frame;
  readonly plane: PlaneResult;
  /** Null while it is not known; then only the plane's own anchors are drawn. */
  readonly projection: ProjectionResult | null;
  readonly side: number;
}

export const PlanePaths = memo(
  function PlanePaths({ frame, plane, projection, side }: PlanePathsProps) {
    const toX = (x: number) => frame.toPixelX(x, side);
    const toY = (y: number) => frame.toPixelY(y, side);
    const points = projection?.points ?? plane.anchors;
    const middleX = points.reduce((sum, { x }) => sum + x, 0) / points.length;
    const drawn = SERIES.flatMap(({ name, colour, dash }) => {
      const path = projection?.paths.find((candidate) => candidate.name === name);
      if (path === undefined) return [];
      const off = farthest(path.points) > OFF_PLANE;
      const data = curvePath(path.points, toX, toY);
      return [{ name, colour, data, dash: off ? dash || '5 4' : undefined }];
    });
    const isAnchor = (name: string) => plane.anchors.some((anchor) => anchor.name === name);
    return (
      <g className="paths">
        {/* All casings lie below all lines: curves that bend out of the plane lie on one another in it. */}
        {drawn.map(({ name, data }) => (
          <path key={name} className="path-casing" d={data} />
        ))}
        {drawn.map(({ name, data, colour, dash }) => (
          <path
            key={name}
            className="path-line"
            d={data}
            style={{ stroke: colour }}
            strokeDasharray={dash}
          />
        ))}
        {points.map(({ name, x, y, distance }) => {
          const anchor = isAnchor(name);
          const right = x >= middleX;
          const label = pointText(name);
          return (
            <g key={name} transform={`translate(${toX(x)} ${toY(y)})`}>
              {anchor ? (
                <>
                  <circle className="anchor" r={5.5} />
                  <text
                    className="anchor-label"
                    x={right ? 11 : -11}
                    y={5}
                    textAnchor={right ? 'start' : 'end'}
                  >
                    {label}
                  </text>
                </>
              ) : (
                <path
                  className="control"
                  d="M0-4.5 4.5 0 0 4.5-4.5 0Z"
                  data-off={distance > OFF_PLANE || undefined}
                />
              )}
            </g>
          );
        })}
      </g>
    );
  },
  (before, now) =>
    before.frame === now.frame &&
    before.plane.anchors === now.plane.anchors &&
    before.projection === now.projection &&
    before.side === now.side,
);
