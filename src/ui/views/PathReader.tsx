/** Reads the chart along alpha at the pointer or by the arrow keys; pressing on it moves the slider. */
import type { PathMeasure } from '../../pipeline/view';
import { usePage, useStores } from '../context';
import { alongText } from '../draw/along';
import { between, roundedAlpha } from '../draw/series';
import { alphaText } from '../format';
import type { Plot } from './ChartFrame';
import { ChartReader } from './ChartReader';
import type { DrawnPath, Vertical } from './drawnPaths';
import { useLook } from './pointed';

/** Hundredths, as the slider has them. */
const PLACES = Array.from({ length: 101 }, (_, i) => i / 100);

/** Pixels within which a line counts as pointed at. */
const REACH = 12;

interface PathReaderProps {
  readonly drawn: readonly DrawnPath[];
  readonly measure: PathMeasure;
  readonly toX: { (alpha: number): number; invert(pixel: number): number };
  readonly toY: Vertical;
  readonly plot: Plot;
}

export function PathReader({ drawn, measure, toX, toY, plot }: PathReaderProps) {
  const { workspace, page } = useStores();
  const pointed = usePage((state) => state.pointed);
  const look = useLook();
  const read = (alpha: number) =>
    drawn
      .map(({ series, alphas, values }) => ({ series, value: between(alphas, values, alpha) }))
      .sort((one, other) => other.value - one.value)
      .map(({ series, value }) => ({
        name: series.title,
        colour: look(series).colour,
        text: alongText(measure, value),
        strong: series.name === pointed,
      }));
  const nearest = ({ x, y }: { readonly x: number; readonly y: number }) => {
    const near = drawn
      .map(({ series, alphas, values }) => ({
        name: series.name,
        away: Math.abs(toY(between(alphas, values, x)) - y),
      }))
      .filter(({ away }) => away <= REACH)
      .sort((one, other) => one.away - other.away);
    return near[0]?.name ?? null;
  };
  return (
    <ChartReader
      plot={plot}
      label="Values along the paths"
      toX={toX}
      places={PLACES}
      title={(alpha) => `α = ${alphaText(alpha)}`}
      read={read}
      onPoint={(at) => page.setState({ pointed: at === null ? null : nearest(at) })}
      onPress={(alpha) => workspace.getState().look({ alpha: roundedAlpha(alpha) })}
    />
  );
}
