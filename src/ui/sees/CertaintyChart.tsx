/** How sure networks along a path are of each class of one image, with the slider's place. */
import { scaleLinear } from 'd3-scale';
import { useStores, useWorkspace } from '../context';
import { curvePath } from '../draw/curvePath';
import { roundedAlpha } from '../draw/series';
import { alphaText, percentText } from '../format';
import { useWidth } from '../hooks';
import { ChartFrame, plotOf } from '../views/ChartFrame';
import { ChartReader } from '../views/ChartReader';
import { certaintiesAt, type ClassAlong } from './along';
import { classText } from './verdict';

const HEIGHT = 176;

/** Classes with a colour and a name: those that some network is as sure of at least. */
const NAMED = 0.1;
const MOST_NAMED = 5;

/** Of the classes that it is not. */
const COLOURS = [
  ...['var(--network-c)', 'var(--network-d)', 'var(--network-e)', 'var(--network-f)'],
  'var(--network-g)',
];

interface CertaintyChartProps {
  readonly title: string;
  /** Id of the sentence that says what is seen. */
  readonly summary: string;
  /** The class that networks are ever most sure of first; none while it is not known. */
  readonly curves: readonly ClassAlong[];
  /** The true class. */
  readonly label: number | null;
  /** Of the classes. */
  readonly names: readonly string[];
}

export function CertaintyChart({ title, summary, curves, label, names }: CertaintyChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { workspace } = useStores();
  const alpha = useWorkspace(({ view }) => view.alpha);
  const plot = plotOf(width, HEIGHT);
  const { left, right, top, bottom } = plot;
  const toX = scaleLinear([0, 1], [left, right]);
  const toY = scaleLinear([0, 1], [bottom, top + 12]);
  const named = curves.filter(
    (curve, i) => curve.label === label || (i < MOST_NAMED && curve.most >= NAMED),
  );
  const others = named.filter((curve) => curve.label !== label);
  const colourOf = (curve: ClassAlong) =>
    curve.label === label
      ? 'var(--good)'
      : (COLOURS[others.indexOf(curve)] ?? 'var(--rule-strong)');
  return (
    <div className="chart-box" ref={ref}>
      {width > 0 && (
        <ChartFrame
          width={width}
          height={HEIGHT}
          plot={plot}
          summary={summary}
          label={title}
          xTicks={[
            { at: toX(0), text: 'A' },
            ...[0.25, 0.5, 0.75].map((x) => ({ at: toX(x), text: String(x) })),
            { at: toX(1), text: 'B' },
          ]}
          yTicks={[0, 0.5, 1].map((y) => ({ at: toY(y), text: percentText(y, 0) }))}
        >
          {[...curves].reverse().map((curve) => (
            <path
              key={curve.label}
              className={`curve ${curve.label === label ? '' : 'thin'}`}
              style={{ stroke: colourOf(curve) }}
              d={curvePath(curve.samples, toX, toY)}
            />
          ))}
          {named.map((curve) => {
            const at = placeOfName(curve);
            return at === null ? null : (
              <text
                key={curve.label}
                className="curve-tag"
                x={Math.min(right - 24, Math.max(left + 24, toX(at.x)))}
                y={toY(at.y) - 5}
                textAnchor="middle"
                style={{ fill: colourOf(curve) }}
              >
                {classText(names, curve.label)}
              </text>
            );
          })}
          <g className="cursor">
            <path d={`M${toX(alpha)} ${top}V${bottom}`} />
          </g>
        </ChartFrame>
      )}
      {width > 0 && named.length > 0 && (
        <ChartReader
          plot={plot}
          label="How sure along the path"
          toX={toX}
          places={named[0]?.samples.map(({ x }) => x) ?? []}
          title={(x) => `α = ${alphaText(x)}`}
          read={(x) =>
            certaintiesAt(named, x).map(({ curve, y }) => ({
              name: classText(names, curve.label),
              colour: colourOf(curve),
              text: percentText(y),
              strong: curve.label === label,
            }))
          }
          onPress={(x) => workspace.getState().look({ alpha: roundedAlpha(x) })}
        />
      )}
      {curves.length === 0 && <p className="chart-empty">Following the image</p>}
    </div>
  );
}

/** In the middle of where a class is nearly as strong as it gets. */
function placeOfName({ samples, most }: ClassAlong): { x: number; y: number } | null {
  const high = samples.filter(({ y }) => y >= 0.97 * most);
  return high[Math.floor(high.length / 2)] ?? null;
}
