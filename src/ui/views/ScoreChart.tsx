/** A small chart of losses or accuracies by training step, number of networks and the like, with a reading under the pointer. */
import { scaleLinear } from 'd3-scale';
import { useState, type PointerEvent } from 'react';
import { curvePath, finiteRange, type Sample } from '../draw/curvePath';
import { countText, lossText, numberText, percentText } from '../format';
import { useWidth } from '../hooks';
import { ChartFrame, MARGIN, plotOf } from './ChartFrame';

const HEIGHT = 168;

export interface ScoreCurve {
  readonly name: string;
  readonly colour: string;
  readonly dash: string;
  readonly samples: readonly Sample[];
}

interface ScoreChartProps {
  readonly title: string;
  readonly measure: 'loss' | 'accuracy';
  /** Ends of the horizontal axis. */
  readonly across: readonly [first: number, last: number];
  /** What the horizontal axis counts: `step`. */
  readonly counts: string;
  readonly curves: readonly ScoreCurve[];
  /** Also a dot at each sample: for few of them. */
  readonly dots?: boolean;
  /** The vertical axis holds the numbers and no more, where they are close to each other. */
  readonly close?: boolean;
}

export function ScoreChart(props: ScoreChartProps) {
  const { title, measure, across, counts, curves, dots = false, close = false } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [hover, setHover] = useState<number | null>(null);
  const range = finiteRange(curves.flatMap(({ samples }) => samples.map(({ y }) => y)));
  const { right, bottom } = plotOf(width, HEIGHT);
  const toX = scaleLinear(across, [MARGIN.left, right]);
  const toY = scaleLinear(endsOf(range, measure, close), [bottom, MARGIN.top])
    .nice(4)
    .clamp(true);
  const isShare = measure === 'accuracy';
  const decimals = toY.domain()[1]! - toY.domain()[0]! < 0.04 ? 1 : 0;
  const tick = (y: number) => (isShare ? percentText(y, decimals) : numberText(y));
  const point = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setHover(toX.invert(MARGIN.left + event.clientX - box.left));
  };
  return (
    <figure className="score-chart">
      <figcaption className="axis-title">{title}</figcaption>
      <div className="chart-box" ref={ref}>
        {width > 0 && (
          <ChartFrame
            width={width}
            height={HEIGHT}
            label={title}
            xTicks={toX
              .ticks(4)
              .filter(Number.isInteger)
              .map((x) => ({ at: toX(x), text: countText(x) }))}
            yTicks={toY.ticks(4).map((y) => ({ at: toY(y), text: tick(y) }))}
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
            data-left={hover > (across[0] + across[1]) / 2 || undefined}
            style={{ left: `${toX(hover)}px`, top: `${MARGIN.top}px` }}
          >
            <dl>
              {curves.map(({ name, samples }) => {
                const sample = nearest(samples, hover);
                if (sample === null) return null;
                return (
                  <div key={name}>
                    <dt>
                      {name}, {counts} {countText(sample.x)}
                    </dt>
                    <dd>{isShare ? percentText(sample.y, 2) : lossText(sample.y)}</dd>
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

/** Losses from 0 and accuracies to 1, so that charts compare, unless the numbers are too close for that. */
function endsOf(
  range: readonly [low: number, high: number] | null,
  measure: 'loss' | 'accuracy',
  close: boolean,
): [from: number, to: number] {
  const [low, high] = range ?? (measure === 'loss' ? [0, 2.5] : [0, 1]);
  if (close) return [low, Math.max(high, low + 0.001)];
  return measure === 'loss' ? [0, high] : [low, 1];
}

function nearest(samples: readonly Sample[], x: number): Sample | null {
  let best: Sample | null = null;
  for (const sample of samples)
    if (best === null || Math.abs(sample.x - x) < Math.abs(best.x - x)) best = sample;
  return best;
}
