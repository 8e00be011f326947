/** A training on the plane that follows it: its snapshots in order, each in a ring that is the wider the farther it is off the plane. */
import type { NamedPoint } from '../../pipeline/tasks/types';
import { memo } from 'react';
import { curvePath } from '../draw/curvePath';
import { OFF_PLANE, type Viewport } from '../draw/viewport';

interface PlaneTrajectoryProps {
  readonly viewport: Viewport;
  /** Whose training it is. */
  readonly of: string;
  readonly snapshots: readonly NamedPoint[];
  readonly side: number;
}

/** Pixels of a ring's radius for the snapshot that is farthest off the plane. */
const WIDEST = 13;
const DOT = 3;

export const PlaneTrajectory = memo(function PlaneTrajectory({
  viewport,
  of,
  snapshots,
  side,
}: PlaneTrajectoryProps) {
  const toX = (x: number) => viewport.toPixelX(x, side);
  const toY = (y: number) => viewport.toPixelY(y, side);
  const most = Math.max(OFF_PLANE, ...snapshots.map(({ distance }) => distance));
  const line = curvePath(snapshots, toX, toY);
  return (
    <g className="trajectory">
      <path className="path-casing" d={line} />
      <path className="path-line" d={line} />
      {snapshots.map(({ name, x, y, distance }) => (
        <g key={name} transform={`translate(${toX(x)} ${toY(y)})`}>
          {distance > OFF_PLANE && (
            <circle className="off-ring" r={DOT + (WIDEST - DOT) * (distance / most)} />
          )}
          <circle className="snapshot" r={DOT} />
        </g>
      ))}
      {snapshots.map(({ name, x, y }, i) =>
        i === 0 || i === snapshots.length - 1 ? (
          <text
            key={name}
            className="anchor-label"
            x={toX(x)}
            y={toY(y) - WIDEST - 5}
            textAnchor="middle"
          >
            {i === 0 ? 'start' : of}
          </text>
        ) : null,
      )}
    </g>
  );
});
