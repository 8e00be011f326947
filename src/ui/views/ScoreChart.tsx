/** A small chart of losses or accuracies by training step, number of networks and the like, with names at the lines. */
import { scaleLinear } from 'd3-scale';
import { useId, useState } from 'react';
import { curvePath, finiteRange, type Sample } from '../draw/curvePath';
import { countText, lossText, numberText, percentText } from '../format';
import { useWidth } from '../hooks';
import { ChartFrame, plotOf } from './ChartFrame';
import { ChartReader } from './ChartReader';
import { endMargin, EndLabels } from './EndLabels';

const HEIGHT = 168;

/** Pixels within which a line counts as pointed at. */
const REACH = 12;

export interface ScoreCurve {
  readonly name: string;
  /** At the end of its line. */
  readonly short: string;
  readonly colour: string;
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
  const { title, measure, across, counts, dots = false, close = false } = props;
  const curves = props.curves.filter(({ samples }) => samples.length > 0);
  const [ref, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<string | null>(null);
  const summary = useId();
  const range = finiteRange(curves.flatMap(({ samples }) => samples.map(({ y }) => y)));
  const right = endMargin(
    props.curves.map(({ short }) => short),
    width,
  );
  const plot = plotOf(width, HEIGHT, right);
  const toX = scaleLinear(across, [plot.left, plot.right]);
  const toY = scaleLinear(endsOf(range, measure, close), [plot.bottom, plot.top])
    .nice(4)
    .clamp(true);
  const isShare = measure === 'accuracy';
  const decimals = toY.domain()[1]! - toY.domain()[0]! < 0.04 ? 1 : 0;
  const tick = (y: number) => (isShare ? percentText(y, decimals) : numberText(y));
  const text = (y: number) => (isShare ? percentText(y, 2) : lossText(y));
  const faint = (name: string) => (pointed !== null && pointed !== name ? true : undefined);
  const places = [...new Set(curves.flatMap(({ samples }) => samples.map(({ x }) => x)))].sort(
    (one, other) => one - other,
  );
  const nameNear = ({ x, y }: { readonly x: number; readonly y: number }) =>
    curves
      .map(({ name, samples }) => ({
        name,
        away: Math.abs(toY(nearest(samples, x)?.y ?? NaN) - y),
      }))
      .filter(({ away }) => away <= REACH)
      .sort((one, other) => one.away - other.away)[0]?.name ?? null;
  return (
    <figure className="score-chart">
      <figcaption className="axis-title">{title}</figcaption>
      <div className="chart-box" ref={ref}>
        {width > 0 && (
          <ChartFrame
            width={width}
            height={HEIGHT}
            plot={plot}
            label={title}
            summary={summary}
            xTicks={toX
              .ticks(4)
              .filter(Number.isInteger)
              .map((x) => ({ at: toX(x), text: countText(x) }))}
            yTicks={toY.ticks(4).map((y) => ({ at: toY(y), text: tick(y) }))}
          >
            {curves.map(({ name, colour, samples }) => (
              <g key={name} className="curves" data-faint={faint(name)}>
                <path
                  className="curve thin"
                  style={{ stroke: colour }}
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
            <EndLabels
              plot={plot}
              labels={curves.flatMap(({ name, short, colour, samples }) => {
                const last = samples.findLast(({ y }) => !Number.isNaN(y));
                if (last === undefined) return [];
                return {
                  key: name,
                  text: short,
                  colour,
                  faint: faint(name),
                  x: toX(last.x),
                  y: toY(last.y),
                  onPoint: () => setPointed(name),
                  onLeave: () => setPointed(null),
                };
              })}
            />
          </ChartFrame>
        )}
        {width > 0 && places.length > 0 && (
          <ChartReader
            plot={plot}
            label={title}
            toX={toX}
            places={places}
            title={(x) => `${counts[0]?.toUpperCase() ?? ''}${counts.slice(1)} ${countText(x)}`}
            read={(x) =>
              curves.flatMap(({ name, colour, samples }) => {
                const sample = nearest(samples, x);
                if (sample === null) return [];
                // Not every line has a number at every place.
                const where = sample.x === x ? '' : `, ${counts} ${countText(sample.x)}`;
                return {
                  name: `${name}${where}`,
                  colour,
                  text: text(sample.y),
                  strong: name === pointed,
                };
              })
            }
            onPoint={(at) => setPointed(at === null ? null : nameNear(at))}
          />
        )}
      </div>
      <p id={summary} className="visually-hidden">
        {summaryOf(curves, counts, text)}
      </p>
    </figure>
  );
}

/** Both ends of each line in numbers. */
function summaryOf(
  curves: readonly ScoreCurve[],
  counts: string,
  text: (y: number) => string,
): string {
  const sentences = curves.flatMap(({ name, samples }) => {
    const [first, last] = [samples[0], samples.at(-1)];
    if (first === undefined || last === undefined) return [];
    const at = ({ x, y }: Sample) => `${text(y)} at ${counts} ${countText(x)}`;
    return `${name}: ${first === last ? at(first) : `${at(first)}, ${at(last)}`}.`;
  });
  return sentences.length === 0 ? 'Nothing is drawn yet.' : sentences.join(' ');
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
