/** A path that is drawn from A to B over the plane: freehand, point by point, or with the keys. */
import { useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { PLANE } from '../../pipeline/kinds/pair/refs';
import { MOST_BENDS } from '../../pipeline/view';
import { useStores, useTask, useWorkspace } from '../context';
import {
  END,
  numbersOf,
  placesAlong,
  placesOf,
  simplified,
  START,
  type Place,
} from '../draw/polyline';
import type { Viewport } from '../draw/viewport';
import { lossText, numberText } from '../format';
import { valueOf } from '../stage';
import { useToolEnds } from './absence';
import { ToolPath } from './CurveTool';
import { pathData, placeAtPixel, steppedBy } from './pixels';
import { useGridPath } from './useGridPath';
import { LiveScore } from './LiveScore';
import { usePieces, usePlaces } from './usePlaces';

/** Pixels that a press may wander and still mean one point. */
const STILL = 6;
/** Share of the picture that a drawn line may be off by. */
const UNSEEN = 0.004;

interface PathToolProps {
  readonly viewport: Viewport;
  readonly side: number;
}

/** A press that has not ended. */
interface Stroke {
  readonly from: readonly [x: number, y: number];
  /** Empty until the press has wandered. */
  readonly places: Place[];
}

export function PathTool({ viewport, side }: PathToolProps) {
  const { workspace } = useStores();
  const hint = useId();
  const drawn = useWorkspace(({ view }) => view.drawn);
  const shows = useWorkspace(({ view }) => view.gridPath);
  const { names } = useToolEnds();
  const plane = valueOf(useTask(PLANE));
  const grid = useGridPath(shows && names !== null ? plane : null);
  const bends = useMemo(() => placesOf(drawn), [drawn]);
  const path = useMemo(() => [START, ...bends, END], [bends]);
  const pieces = usePieces();
  const places = useMemo(() => placesAlong(path, pieces), [path, pieces]);
  const stroke = useRef<Stroke | null>(null);
  /** Of the keyboard; null until a key moves it. */
  const [cursor, setCursor] = useState<Place | null>(null);
  if (names === null) return null;

  const look = (places: readonly Place[]) =>
    workspace.getState().look({ drawn: numbersOf(places.slice(0, MOST_BENDS)) });
  const pixelOf = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top] as const;
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setCursor(null);
    stroke.current = { from: pixelOf(event), places: [] };
  };
  const onPointerMove = (event: PointerEvent) => {
    const { current } = stroke;
    if (current === null) return;
    const [x, y] = pixelOf(event);
    const { from, places } = current;
    if (places.length === 0) {
      if (Math.hypot(x - from[0], y - from[1]) < STILL) return;
      places.push(placeAtPixel(viewport, side, ...from));
    }
    places.push(placeAtPixel(viewport, side, x, y));
    const whole = simplified([START, ...places, END], MOST_BENDS, UNSEEN * viewport.width);
    look(whole.slice(1, -1));
  };
  const onPointerUp = () => {
    const { current } = stroke;
    stroke.current = null;
    if (current?.places.length === 0)
      look([...bends, placeAtPixel(viewport, side, ...current.from)]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = cursor ?? bends.at(-1) ?? START;
    const to = steppedBy(event, at, viewport);
    if (to !== null) setCursor(to);
    else if (event.key === 'Enter') look([...bends, at]);
    else if (event.key === 'Backspace') look(bends.slice(0, -1));
    else if (event.key === 'Escape' && (cursor !== null || bends.length > 0)) {
      setCursor(null);
      look([]);
    } else return;
    event.preventDefault();
  };
  return (
    <div
      className="tool-area"
      role="application"
      aria-roledescription="drawing area"
      aria-label={`Draw a path from ${names[0]} to ${names[1]}`}
      aria-describedby={hint}
      tabIndex={0}
      {...{ onPointerDown, onPointerMove, onPointerUp, onKeyDown }}
      onPointerCancel={() => {
        stroke.current = null;
      }}
      onBlur={() => setCursor(null)}
    >
      <svg
        className="plane-overlay tool-overlay"
        viewBox={`0 0 ${side} ${side}`}
        aria-hidden="true"
      >
        {grid && <ToolPath of="grid" data={pathData(grid, viewport, side)} />}
        {bends.length > 0 && (
          <>
            <ToolPath data={pathData(path, viewport, side)} />
            {bends.map(({ x, y }, i) => (
              <circle
                key={i}
                className="tool-bend"
                cx={viewport.toPixelX(x, side)}
                cy={viewport.toPixelY(y, side)}
                r={3}
              />
            ))}
          </>
        )}
      </svg>
      {bends.length > 0 && <LiveScore places={places} />}
      {cursor !== null && <Cursor {...{ viewport, side, cursor }} />}
      <p id={hint} className="visually-hidden">
        Arrow keys move a cursor, with Shift in larger steps. Enter adds a point, Backspace takes
        one back, Escape clears.
      </p>
    </div>
  );
}

interface CursorProps extends PathToolProps {
  readonly cursor: Place;
}

/** The place of the keyboard, with the loss there. */
function Cursor({ viewport, side, cursor }: CursorProps) {
  const { x, y } = cursor;
  const said = usePlaces(useMemo(() => ({ here: Float64Array.of(x, y) }), [x, y]))('here');
  const isHere = said?.of[0] === x && said.of[1] === y;
  const loss = isHere ? lossText(said.along.loss[0] ?? NaN) : '…';
  const [left, top] = [viewport.toPixelX(x, side), viewport.toPixelY(y, side)];
  return (
    <>
      <span className="tool-cursor" style={{ left: `${left}px`, top: `${top}px` }} />
      <p
        className="tip"
        role="status"
        aria-label="Cursor"
        data-left={left > side / 2 || undefined}
        data-up={top > side / 2 || undefined}
        style={{ left: `${left}px`, top: `${top}px` }}
      >
        x {numberText(Number(x.toFixed(2)))}, y {numberText(Number(y.toFixed(2)))}, loss {loss}
      </p>
    </>
  );
}
