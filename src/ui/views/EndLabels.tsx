/** The names of lines at their right ends, apart from each other, each with a hair to its line. */
import { spreadLabels, textWidth } from '../draw/labels';
import { typeScale } from '../draw/typeScale';
import type { Plot } from './ChartFrame';

export interface EndLabel {
  readonly key: string;
  readonly text: string;
  readonly colour: string;
  readonly faint: true | undefined;
  /** Where the line ends, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly onPoint?: (() => void) | undefined;
  readonly onLeave?: (() => void) | undefined;
}

/** Pixels between the plot and the names, and between the lines of these. */
const REACH = 14;
const GAP = 17;

/** Pixels that the names need beside the plot; no more than a share of the chart. */
export function endMargin(names: readonly string[], width: number): number {
  const widest = Math.max(0, ...names.map(textWidth));
  return Math.round(Math.min(0.38 * width, REACH + 6 + widest));
}

interface EndLabelsProps {
  readonly labels: readonly EndLabel[];
  readonly plot: Plot;
}

export function EndLabels({ labels, plot }: EndLabelsProps) {
  const heights = spreadLabels(
    labels.map(({ y }) => y),
    GAP * typeScale(),
    plot.top,
    plot.bottom,
  );
  const at = plot.right + REACH;
  return (
    // What is drawn is named by the picture's sentence, and by the tables.
    <g className="end-labels" aria-hidden="true">
      {labels.map(({ key, text, colour, faint, x, y, onPoint, onLeave }, i) => {
        const height = heights[i] ?? y;
        return (
          <g key={key} data-faint={faint} onPointerEnter={onPoint} onPointerLeave={onLeave}>
            <path d={`M${x + 2} ${y}L${at - 3} ${height}`} style={{ stroke: colour }} />
            <text x={at} y={height} dy="0.32em" style={{ fill: colour }}>
              {text}
            </text>
          </g>
        );
      })}
    </g>
  );
}
