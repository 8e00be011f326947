/** What the small network says of every input, and its average beside it. */
interface UnitsGraphProps {
  readonly label: string;
  /** Of inputs from -1 to 1; exact between those at which it is asked, as it bends at 0 alone. */
  readonly own: (x: number) => number;
  readonly average: ((x: number) => number) | null;
  readonly x: number;
}

const WIDTH = 320;
const HEIGHT = 120;
const EDGE = { left: 28, right: 8, top: 8, bottom: 22 };
/** The range of y. */
const LOW = -0.5;
const HIGH = 2.25;
const BENDS = [-1, 0, 1];

const toX = (x: number) => EDGE.left + ((x + 1) / 2) * (WIDTH - EDGE.left - EDGE.right);
const toY = (y: number) =>
  EDGE.top + ((HIGH - y) / (HIGH - LOW)) * (HEIGHT - EDGE.top - EDGE.bottom);
const lineOf = (f: (x: number) => number) =>
  `M${BENDS.map((x) => `${toX(x)} ${toY(f(x))}`).join('L')}`;

export function UnitsGraph({ label, own, average, x }: UnitsGraphProps) {
  return (
    <svg className="units-graph" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path
        className="units-axis"
        d={`M${toX(-1)} ${toY(0)}H${toX(1)}M${toX(0)} ${toY(HIGH)}V${toY(LOW)}`}
      />
      {[-1, 0, 1].map((tick) => (
        <text key={tick} x={toX(tick)} y={HEIGHT - 5} textAnchor={ANCHORS[tick + 1]}>
          {tick === 0 ? 'x = 0' : String(tick).replace('-', '−')}
        </text>
      ))}
      {[0, 1, 2].map((tick) => (
        <text key={tick} x={EDGE.left - 8} y={toY(tick) + 5} textAnchor="end">
          {tick}
        </text>
      ))}
      <path className="units-own" d={lineOf(own)} />
      {average !== null && <path className="units-average" d={lineOf(average)} />}
      <circle className="units-own" cx={toX(x)} cy={toY(own(x))} r={5} />
      {average !== null && (
        <circle className="units-average" cx={toX(x)} cy={toY(average(x))} r={5} />
      )}
    </svg>
  );
}

const ANCHORS = ['start', 'middle', 'end'] as const;
