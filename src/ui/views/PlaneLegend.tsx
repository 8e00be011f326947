/** The colours of the plane with their values; ticks are where the contour lines are. */
import { memo } from 'react';
import { rampColour } from '../draw/colours';
import type { FieldScale } from '../draw/field';
import { lossText, numberText, percentText } from '../format';

const STOPS = Array.from({ length: 17 }, (_, i) => i / 16);

interface PlaneLegendProps {
  readonly scale: FieldScale;
  /** What the colours mean, with the unit. */
  readonly title: string;
}

export const PlaneLegend = memo(function PlaneLegend({ scale, title }: PlaneLegendProps) {
  const { measure, low, high, clipped } = scale;
  // Good is at the left for every measure.
  const gradient = STOPS.map((stop) => rampColour(stop)).join(', ');
  const text = measure === 'accuracy' ? (v: number) => percentText(v, 0) : numberText;
  const end = measure === 'accuracy' ? (v: number) => percentText(v, 1) : lossText;
  const [good, bad] = measure === 'accuracy' ? [high, low] : [low, high];
  return (
    <div className="legend">
      <span className="legend-title">
        {title}
        {scale.kind === 'log' && ', logarithmic'}
      </span>
      <div className="legend-bar" style={{ background: `linear-gradient(to right, ${gradient})` }}>
        {scale.levels.map((level) => (
          <span
            key={level}
            className="legend-line"
            style={{ left: `${100 * scale.share(level)}%` }}
          />
        ))}
      </div>
      <div className="legend-ticks">
        <span className="legend-end">{end(good)}</span>
        {spaced(scale).map((level) => (
          <span key={level} style={{ left: `${100 * scale.share(level)}%` }}>
            {text(level)}
          </span>
        ))}
        <span className="legend-end">
          {clipped && '≥ '}
          {end(bad)}
        </span>
      </div>
    </div>
  );
});

/** Those levels whose numbers have room, round ones first: apart from each other and from the ends. */
function spaced({ levels, share }: FieldScale): number[] {
  const kept: number[] = [];
  const isRound = (level: number) => /^[125](\.0*)?e/.test(level.toExponential());
  for (const level of [...levels.filter(isRound), ...levels]) {
    const at = share(level);
    const far = kept.every((other) => Math.abs(at - share(other)) > 0.09);
    if (far && at > 0.12 && at < 0.88) kept.push(level);
  }
  return kept;
}
