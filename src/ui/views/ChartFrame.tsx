/** Axes of a chart: hairlines, ticks, and the titles with their units. */
import type { ReactNode } from 'react';

/** Pixels around the plot; the slider below the chart along alpha keeps to them too. */
export const MARGIN = { top: 8, right: 14, bottom: 26, left: 46 } as const;

interface Tick {
  readonly at: number;
  readonly text: string;
}

interface ChartFrameProps {
  readonly width: number;
  readonly height: number;
  /** None if the axis is outside, as under the chart along alpha. */
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly label: string;
  readonly children: ReactNode;
}

/** Pixels of the plot's right and lower border. */
export function plotOf(
  width: number,
  height: number,
  below: number = MARGIN.bottom,
): { right: number; bottom: number } {
  return { right: Math.max(MARGIN.left + 1, width - MARGIN.right), bottom: height - below };
}

export function ChartFrame({ width, height, xTicks, yTicks, label, children }: ChartFrameProps) {
  const { right, bottom } = plotOf(width, height, xTicks.length === 0 ? 0 : MARGIN.bottom);
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <g className="grid">
        {yTicks.map(({ at, text }) => (
          <g key={text}>
            <path d={`M${MARGIN.left} ${at}H${right}`} />
            <text x={MARGIN.left - 8} y={at} dy="0.32em" textAnchor="end">
              {text}
            </text>
          </g>
        ))}
      </g>
      <g className="axis">
        {xTicks.length > 0 && <path d={`M${MARGIN.left} ${bottom}H${right}`} />}
        {xTicks.map(({ at, text }) => (
          <g key={text} transform={`translate(${at} ${bottom})`}>
            <path d="M0 0v4" />
            <text y={17} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
      </g>
      {children}
    </svg>
  );
}
