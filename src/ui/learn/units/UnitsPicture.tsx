/** The network of three units as a picture, whose units may be dragged to other places. */
import { useRef, useState, type PointerEvent } from 'react';
import type { UnitValue } from './threeUnits';
import { signedText } from './unitsText';
import { useGliding } from './useGliding';

/** Widths and heights, in the picture's own units; its text is 15 of them high. */
const WIDTH = 320;
const GAP = 52;
const UNIT = { width: 92, height: 42 };
const INPUT = { x: 27, width: 54 };
const OUTPUT = { x: WIDTH - 33, width: 66 };
const MIDDLE = 156;
const HEIGHT = 3 * GAP;

const placeY = (place: number) => GAP * (place + 0.5);

export interface DrawnUnit extends UnitValue {
  /** Of the unit, which stays its own while it moves. */
  readonly id: number;
  readonly name: string;
}

interface UnitsPictureProps {
  /** What is said of it to those who do not see it. */
  readonly label: string;
  /** From the first place to the last. */
  readonly units: readonly DrawnUnit[];
  readonly x: number;
  readonly y: number;
  /** Called when a unit was dragged past its neighbour: the upper of the two places. Left out, nothing can be dragged. */
  readonly onExchange?: (place: number) => void;
}

export function UnitsPicture({ label, units, x, y, onExchange }: UnitsPictureProps) {
  const [dragged, setDragged] = useState<{ readonly id: number; readonly y: number } | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const byId = [...units].sort((one, other) => one.id - other.id);
  const wanted = byId.map((unit) => placeY(units.indexOf(unit)));
  const gliding = useGliding(wanted);
  const yOf = (unit: DrawnUnit, i: number) =>
    dragged?.id === unit.id ? dragged.y : (gliding[i] ?? 0);

  const drag = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect();
    if (dragged === null || box === undefined) return;
    const at = ((event.clientY - box.top) / box.height) * HEIGHT;
    const to = Math.min(placeY(2), Math.max(placeY(0), at));
    setDragged({ id: dragged.id, y: to });
    const place = units.findIndex(({ id }) => id === dragged.id);
    if (to > placeY(place) + GAP / 2) onExchange?.(place);
    else if (to < placeY(place) - GAP / 2) onExchange?.(place - 1);
  };
  return (
    <svg
      ref={svg}
      className="units-picture"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      data-movable={onExchange === undefined ? undefined : ''}
      onPointerMove={drag}
      onPointerUp={() => setDragged(null)}
      onPointerCancel={() => setDragged(null)}
    >
      {byId.map((unit, i) => (
        <Links key={unit.id} unit={unit} y={yOf(unit, i)} />
      ))}
      <Box x={INPUT.x} y={placeY(1)} width={INPUT.width} lines={['x', signedText(x)]} />
      <Box x={OUTPUT.x} y={placeY(1)} width={OUTPUT.width} lines={['y', signedText(y)]} />
      {byId.map((unit, i) => (
        <g
          key={unit.id}
          className="units-unit"
          data-dragged={dragged?.id === unit.id || undefined}
          onPointerDown={(event) => {
            if (onExchange === undefined) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setDragged({ id: unit.id, y: yOf(unit, i) });
          }}
        >
          <Box
            x={MIDDLE}
            y={yOf(unit, i)}
            width={UNIT.width}
            lines={[unit.name, signedText(unit.says)]}
          />
        </g>
      ))}
    </svg>
  );
}

interface BoxProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lines: readonly [string, string];
}

function Box({ x, y, width, lines: [name, value] }: BoxProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect x={-width / 2} y={-UNIT.height / 2} width={width} height={UNIT.height} rx={6} />
      <text className="units-name" y={-4}>
        {name}
      </text>
      <text y={14}>{value}</text>
    </g>
  );
}

/** The two links of a unit, each with its weight: the thicker, the larger. */
function Links({ unit, y }: { readonly unit: UnitValue; readonly y: number }) {
  const left = { from: INPUT.x + INPUT.width / 2, to: MIDDLE - UNIT.width / 2 };
  const right = { from: MIDDLE + UNIT.width / 2, to: OUTPUT.x - OUTPUT.width / 2 };
  return (
    <>
      <Link weight={unit.into} from={[left.from, placeY(1)]} to={[left.to, y]} at={0.6} />
      <Link weight={unit.out} from={[right.from, y]} to={[right.to, placeY(1)]} at={0.4} />
    </>
  );
}

interface LinkProps {
  readonly weight: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Where its weight stands, as a share of its length. */
  readonly at: number;
}

function Link({ weight, from, to, at }: LinkProps) {
  const x = from[0] + at * (to[0] - from[0]);
  const y = from[1] + at * (to[1] - from[1]);
  return (
    <g className="units-link" data-sign={weight < 0 ? 'negative' : 'positive'}>
      <line
        x1={from[0]}
        y1={from[1]}
        x2={to[0]}
        y2={to[1]}
        strokeWidth={1 + 2 * Math.abs(weight)}
        strokeDasharray={weight === 0 ? '3 4' : undefined}
      />
      <text x={x} y={y + 5}>
        {signedText(weight)}
      </text>
    </g>
  );
}
