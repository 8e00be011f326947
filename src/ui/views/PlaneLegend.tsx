/** The colours of the plane with their values; ticks are where the contour lines are. */
import { memo } from 'react';
import { rampColour } from '../draw/colours';
import type { FieldScale } from '../draw/field';
import { lossText, numberText, percentText } from '../format';
import { useRamp } from './ramp';

const STOPS = Array.from({ length: 17 }, (_, i) => i / 16);

interface PlaneLegendProps {
  readonly scale: FieldScale;
  /** What the colours mean, with the unit. */
  readonly title: string;
}

export const PlaneLegend = memo(function PlaneLegend({ scale, title }: PlaneLegendProps) {
  const ramp = useRamp();
  const { measure, low, high, clipped } = scale;
  // Numbers rise to the right, whether that is good or bad.
  const rising = measure === 'accuracy' ? (share: number) => 1 - share : (share: number) => share;
  const gradient = STOPS.map((stop) => rampColour(rising(stop), ramp)).join(', ');
  const text = measure === 'accuracy' ? (v: number) => percentText(v, 0) : numberText;
  const end = measure === 'accuracy' ? (v: number) => percentText(v, 1) : lossText;
  const at = (level: number) => ({ left: `${100 * rising(scale.share(level))}%` });
  const words = ['valley', 'ridge'] as const;
  const [first, last] = measure === 'accuracy' ? ([words[1], words[0]] as const) : words;
  return (
    <div className="legend">
      <div className="legend-head">
        <span>{first}</span>
        <span className="legend-title">
          {title}
          {scale.kind === 'log' && ', logarithmic'}
        </span>
        <span>{last}</span>
      </div>
      <div className="legend-bar" style={{ background: `linear-gradient(to right, ${gradient})` }}>
        {scale.levels.map((level) => (
          <span key={level} className="legend-line" style={at(level)} />
        ))}
      </div>
      <div className="legend-ticks">
        <span className="legend-end">{end(low)}</span>
        {spaced(scale).map((level) => (
          <span key={level} style={at(level)}>
            {text(level)}
          </span>
        ))}
        <span className="legend-end">
          {clipped && '≥ '}
          {end(high)}
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
