/** A small chart of something by training step, with a reading under the pointer. */
import { scaleLinear } from 'd3-scale';
import { useState, type PointerEvent } from 'react';
import { curvePath, finiteRange, type Sample } from '../draw/curve';
import { countText, lossText, percentText } from '../format';
import { useWidth } from '../hooks';
import { ChartFrame, MARGIN, plotOf } from './ChartFrame';

const HEIGHT = 168;

export interface StepCurve {
  readonly name: string;
  readonly colour: string;
  readonly dash: string;
  readonly samples: readonly Sample[];
}

interface StepChartProps {
  readonly title: string;
  readonly steps: number;
  readonly curves: readonly StepCurve[];
  /** Ends of the vertical axis where they don't follow the numbers. */
  readonly from?: number;
  readonly to?: number;
  readonly text: (value: number) => string;
  /** Also a dot at each sample: for few of them. */
  readonly dots?: boolean;
}

export function StepChart({ title, steps, curves, from, to, text, dots = false }: StepChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [hover, setHover] = useState<number | null>(null);
  const range = finiteRange(curves.flatMap(({ samples }) => samples.map(({ y }) => y)));
  const [low, high] = range ?? [0, to ?? 2.5];
  const { right, bottom } = plotOf(width, HEIGHT);
  const toX = scaleLinear([0, steps], [MARGIN.left, right]);
  const toY = scaleLinear([from ?? low, to ?? high], [bottom, MARGIN.top])
    .nice(4)
    .clamp(true);
  const point = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setHover(toX.invert(MARGIN.left + event.clientX - box.left));
  };
  return (
    <figure className="step-chart">
      <figcaption className="axis-title">{title}</figcaption>
      <div className="chart-box" ref={ref}>
        {width > 0 && (
          <ChartFrame
            width={width}
            height={HEIGHT}
            label={title}
            xTicks={toX.ticks(4).map((x) => ({ at: toX(x), text: countText(x) }))}
            yTicks={toY.ticks(4).map((y) => ({ at: toY(y), text: text(y) }))}
          >
            {curves.map(({ name, colour, dash, samples }) => (
              <g key={name} className="curves">
                <path
                  className="curve thin"
                  style={{ stroke: colour }}
                  strokeDasharray={dash || undefined}
                  d={curvePath(samples, toX, toY, toY.domain()[1])}
                />
                {dots &&
                  samples.map(({ x, y }) =>
                    Number.isFinite(y) ? (
                      <circle key={x} cx={toX(x)} cy={toY(y)} r={2} style={{ fill: colour }} />
                    ) : null,
                  )}
              </g>
            ))}
            {hover !== null && (
              <path className="hover-line" d={`M${toX(hover)} ${MARGIN.top}V${bottom}`} />
            )}
            <rect
              className="cursor-area"
              x={MARGIN.left}
              y={MARGIN.top}
              width={right - MARGIN.left}
              height={bottom - MARGIN.top}
              onPointerMove={point}
              onPointerDown={point}
              onPointerLeave={() => setHover(null)}
            />
          </ChartFrame>
        )}
        {hover !== null && range !== null && (
          <div
            className="tip"
            data-left={hover > steps / 2 || undefined}
            style={{ left: `${toX(hover)}px`, top: `${MARGIN.top}px` }}
          >
            <dl>
              {curves.map(({ name, samples }) => {
                const sample = nearest(samples, hover);
                if (sample === null) return null;
                return (
                  <div key={name}>
                    <dt>
                      {name}, step {countText(sample.x)}
                    </dt>
                    <dd>{to === 1 ? percentText(sample.y, 2) : lossText(sample.y)}</dd>
                  </div>
                );
              })}
            </dl>
          </div>
        )}
      </div>
    </figure>
  );
}

function nearest(samples: readonly Sample[], x: number): Sample | null {
  let best: Sample | null = null;
  for (const sample of samples)
    if (best === null || Math.abs(sample.x - x) < Math.abs(best.x - x)) best = sample;
  return best;
}
