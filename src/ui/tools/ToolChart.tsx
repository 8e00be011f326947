/** Losses along what a tool compares, each by the share of its own length. */
import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import { typeScale } from '../draw/typeScale';
import { curvePath, finiteRange } from '../draw/curvePath';
import { between } from '../draw/series';
import { lossText, numberText, percentText } from '../format';
import { useWidth } from '../hooks';
import { ChartFrame, plotOf } from '../views/ChartFrame';
import { ChartReader } from '../views/ChartReader';
import { EndLabels, endMargin } from '../views/EndLabels';
import type { ToolLine } from './lines';

/** Pixels, of type of its usual size. */
const HEIGHT = 234;
const X_TICKS = [0, 0.25, 0.5, 0.75, 1];
const READ = Array.from({ length: 41 }, (_, i) => i / 40);

interface ToolChartProps {
  readonly lines: readonly ToolLine[];
  /** Of the vertical axis, with its unit. */
  readonly title: string;
  readonly ends: readonly [start: string, end: string];
}

export function ToolChart({ lines, title, ends: [start, end] }: ToolChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const summary = useId();
  const height = HEIGHT * typeScale();
  const right = endMargin(
    lines.map(({ short }) => short),
    width,
  );
  const plot = plotOf(width, height, right);
  const toX = scaleLinear([0, 1], [plot.left, plot.right]);
  const [, high] = finiteRange(lines.flatMap(({ samples }) => samples.map(({ y }) => y))) ?? [0, 1];
  const toY = scaleLinear([0, Math.max(high, 1e-6)], [plot.bottom, plot.top])
    .nice(5)
    .clamp(true);
  const label = `${title} along each path from ${start} to ${end}`;
  return (
    <>
      <p className="axis-title">{title}</p>
      <div className="chart-box" ref={ref}>
        {width > 0 && (
          <>
            <ChartFrame
              {...{ width, height, plot, label, summary }}
              xTicks={X_TICKS.map((x) => ({
                at: toX(x),
                text: x === 0 ? start : x === 1 ? end : percentText(x, 0),
              }))}
              yTicks={toY.ticks(5).map((y) => ({ at: toY(y), text: numberText(y) }))}
            >
              {lines.toReversed().map(({ key, colour, samples }) => (
                <path
                  key={key}
                  className="curve"
                  data-tool={key}
                  style={{ stroke: colour }}
                  d={curvePath(samples, toX, toY, toY.domain()[1])}
                />
              ))}
              <EndLabels
                plot={plot}
                labels={lines.map(({ key, short, colour, samples }) => ({
                  key,
                  colour,
                  text: short,
                  faint: undefined,
                  x: plot.right,
                  y: toY(samples.at(-1)?.y ?? 0),
                }))}
              />
            </ChartFrame>
            <ChartReader
              {...{ plot, label, toX }}
              places={READ}
              title={(x) => `${percentText(x, 0)} of the way`}
              read={(x) =>
                lines.map(({ name, colour, samples }) => ({
                  name,
                  colour,
                  text: lossText(lossAt(samples, x)),
                }))
              }
            />
          </>
        )}
      </div>
      <p id={summary} className="visually-hidden">
        {lines
          .map(
            ({ name, highest, barrier }) =>
              `${name}: highest loss ${lossText(highest)}, barrier ${lossText(barrier)}.`,
          )
          .join(' ')}
      </p>
    </>
  );
}

const lossAt = (samples: ToolLine['samples'], x: number): number =>
  between(
    samples.map((sample) => sample.x),
    samples.map((sample) => sample.y),
    x,
  );
