/** The named points on the plane: what it goes through, and control points of curves. */
import { memo } from 'react';
import type { NamedPoint } from '../../pipeline/tasks/types';
import { textBox, type Box } from '../draw/labels';
import { OFF_PLANE, type Viewport } from '../draw/viewport';
import { pointText } from '../format';

interface PlanePointsProps {
  readonly points: readonly NamedPoint[];
  readonly anchors: readonly NamedPoint[];
  readonly viewport: Viewport;
  readonly side: number;
}

/** Pixels from the middle of a point to its name. */
const BESIDE = 11;

export const PlanePoints = memo(function PlanePoints(props: PlanePointsProps) {
  const { points, anchors, viewport, side } = props;
  const isRight = rightOf(points);
  return (
    <g className="points">
      {points.map((point) => {
        const { name, x, y, distance } = point;
        const right = isRight(point);
        return (
          <g
            key={name}
            transform={`translate(${viewport.toPixelX(x, side)} ${viewport.toPixelY(y, side)})`}
          >
            {isAmong(anchors, name) ? (
              <>
                <circle className="anchor" r={5.5} />
                <text
                  className="anchor-label"
                  x={right ? BESIDE : -BESIDE}
                  y={5}
                  textAnchor={right ? 'start' : 'end'}
                >
                  {pointText(name)}
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

const isAmong = (anchors: readonly NamedPoint[], name: string) =>
  anchors.some((anchor) => anchor.name === name);

/** Names of points in the right half stand at their right. */
function rightOf(points: readonly NamedPoint[]): (point: NamedPoint) => boolean {
  const middle = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  return ({ x }) => x >= middle;
}

/** Where the anchors and their names are, so that no other text covers them. */
export function pointBoxes({ points, anchors, viewport, side }: PlanePointsProps): readonly Box[] {
  const isRight = rightOf(points);
  return points
    .filter(({ name }) => isAmong(anchors, name))
    .map((point) => {
      const text = pointText(point.name);
      const x = viewport.toPixelX(point.x, side);
      const y = viewport.toPixelY(point.y, side);
      const { left, right } = textBox(0, 0, [text]);
      const width = 1.3 * (right - left) + BESIDE;
      return {
        left: x - (isRight(point) ? 8 : width),
        right: x + (isRight(point) ? width : 8),
        top: y - 11,
        bottom: y + 11,
      };
    });
}
