/** Paths as they lie in the plane, each by its own loss: ribbons within it, beads beside it. */
import { memo, useMemo } from 'react';
import { rampColour } from '../draw/colours';
import type { FieldScale } from '../draw/field';
import { beadStrength, ribbonOf } from '../draw/ribbon';
import { between } from '../draw/series';
import type { Viewport } from '../draw/viewport';
import { useLook } from './pointed';
import { useRamp } from './ramp';
import type { PathOnPlane } from './shownOnPlane';

interface PlanePathsProps {
  readonly viewport: Viewport;
  readonly shown: readonly PathOnPlane[];
  readonly scale: FieldScale;
  readonly side: number;
}

export const PlanePaths = memo(function PlanePaths(props: PlanePathsProps) {
  const { viewport, shown, scale, side } = props;
  const look = useLook();
  const ramp = useRamp();
  const ribbons = useMemo(
    () =>
      shown.map(({ series, points, along }, i) => ({
        series,
        ribbon: ribbonOf(
          points,
          (alpha) => {
            const value = along === null ? NaN : valueOn(along, scale, alpha);
            return Number.isNaN(value) ? null : scale.share(value);
          },
          viewport,
          side,
          i / shown.length,
        ),
      })),
    [shown, scale, viewport, side],
  );
  const behind = ribbons.toReversed();
  return (
    <g className="paths">
      {/* All casings lie below all lines: curves that bend out of the plane lie on one another in it. */}
      {behind.map(({ series, ribbon }) =>
        ribbon.inPlane === '' ? null : (
          <path
            key={series.name}
            className="path-casing"
            data-path={series.name}
            data-faint={look(series).faint}
            d={ribbon.inPlane}
          />
        ),
      )}
      {behind.map(({ series, ribbon }) =>
        ribbon.inPlane === '' ? null : (
          <g key={series.name} data-path={series.name} data-faint={look(series).faint}>
            <path
              className="path-line"
              d={ribbon.inPlane}
              style={{ stroke: look(series).colour }}
            />
            {ribbon.pieces.map(({ path, share }, i) => (
              <path
                key={i}
                className="path-ribbon"
                d={path}
                style={{ stroke: rampColour(share, ramp) }}
              />
            ))}
          </g>
        ),
      )}
      {/* Beads lie above all ribbons: a curve is often seen right above the line that it goes around. */}
      {behind.map(({ series, ribbon }) =>
        ribbon.beads.length === 0 ? null : (
          <g key={series.name} data-path={series.name} data-faint={look(series).faint}>
            {ribbon.beads.map(({ x, y, off, share }, i) => (
              <g key={i} className="bead" opacity={beadStrength(off)}>
                <circle cx={x} cy={y} r={5} />
                <circle
                  cx={x}
                  cy={y}
                  r={3.2}
                  style={{
                    stroke: look(series).colour,
                    fill: share === null ? look(series).colour : rampColour(share, ramp),
                  }}
                />
              </g>
            ))}
          </g>
        ),
      )}
    </g>
  );
});

/** What a path itself has of what the plane shows; NaN for what is not measured along paths. */
export function valueOn(
  along: NonNullable<PathOnPlane['along']>,
  { measure }: Pick<FieldScale, 'measure'>,
  alpha: number,
): number {
  return measure === 'entropy' ? NaN : between(along.alphas, along[measure], alpha);
}
