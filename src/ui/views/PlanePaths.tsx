/** Paths and named points as they lie in the plane. */
import type { NamedPoint } from '../../pipeline/tasks/types';
import type { PlaneProjection } from './planeProjection';
import { memo } from 'react';
import { curvePath } from '../draw/curvePath';
import { farthest, OFF_PLANE, pointAt, type Viewport } from '../draw/viewport';
import { pointText } from '../format';
import { useShownOnPlane } from './shownOnPlane';

interface PlanePathsProps {
  readonly viewport: Viewport;
  /** That the plane goes through. */
  readonly anchors: readonly NamedPoint[];
  /** Null while it is not known; then only the anchors are drawn. */
  readonly projection: PlaneProjection | null;
  readonly side: number;
}

export const PlanePaths = memo(function PlanePaths({
  viewport,
  anchors,
  projection,
  side,
}: PlanePathsProps) {
  const toX = (x: number) => viewport.toPixelX(x, side);
  const toY = (y: number) => viewport.toPixelY(y, side);
  const points = projection?.points ?? anchors;
  const middleX = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const drawn = useShownOnPlane(projection).map(({ series, tag, points: path }) => {
    const { name, colour, dash } = series;
    const off = farthest(path) > OFF_PLANE;
    const data = curvePath(path, toX, toY);
    const place = tag === null ? null : pointAt(path, tag.alpha);
    return { name, colour, data, dash: off ? dash || '5 4' : undefined, tag, place };
  });
  const isAnchor = (name: string) => anchors.some((anchor) => anchor.name === name);
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
      {drawn.map(({ name, colour, tag, place }) =>
        tag === null || place === null ? null : (
          <text
            key={name}
            className="plane-tag"
            style={{ fill: colour }}
            x={toX(place.x)}
            y={toY(place.y)}
            dy="0.35em"
            textAnchor="middle"
          >
            {tag.text}
          </text>
        ),
      )}
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
});
