/** Axes of a chart: hairlines, ticks, and the titles with their units. */
import type { ReactNode } from 'react';
import { typeScale } from '../draw/typeScale';

/** Pixels around the plot, of type of its usual size; at its right, the names of the lines need more. */
const MARGIN = { top: 8, right: 14, bottom: 26, left: 46 } as const;

interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Pixels of the plot's borders. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface ChartFrameProps {
  readonly width: number;
  readonly height: number;
  readonly plot: Plot;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly label: string;
  /** Id of the element that says in numbers what is seen. */
  readonly summary: string;
  readonly children: ReactNode;
}

/** @param right pixels at the right of the plot */
export function plotOf(width: number, height: number, right: number = MARGIN.right): Plot {
  const scale = typeScale();
  const left = MARGIN.left * scale;
  return {
    left,
    right: Math.max(left + 1, width - right),
    top: MARGIN.top,
    bottom: height - MARGIN.bottom * scale,
  };
}

export function ChartFrame(props: ChartFrameProps) {
  const { width, height, plot, xTicks, yTicks, label, summary, children } = props;
  const { left, right, bottom } = plot;
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      aria-describedby={summary}
    >
      <g className="grid">
        {yTicks.map(({ at, text }) => (
          <g key={text}>
            <path d={`M${left} ${at}H${right}`} />
            <text x={left - 8} y={at} dy="0.32em" textAnchor="end">
              {text}
            </text>
          </g>
        ))}
      </g>
      <g className="axis">
        <path d={`M${left} ${bottom}H${right}`} />
        {xTicks.map(({ at, text }) => (
          <g key={text} transform={`translate(${at} ${bottom})`}>
            <path d="M0 0v4" />
            <text y={17 * typeScale()} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
      </g>
      {children}
    </svg>
  );
}
