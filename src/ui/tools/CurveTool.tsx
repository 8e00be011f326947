/** A Bezier curve over the plane, and its control point as a handle. */
import { useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useStores, useWorkspace } from '../context';
import { END, numbersOf, placesOf, placesOnCurve, START, type Place } from '../draw/polyline';
import type { Viewport } from '../draw/viewport';
import { numberText } from '../format';
import { useToolEnds } from './absence';
import { LiveScore } from './LiveScore';
import { pathData, placeAtPixel, steppedBy } from './pixels';
import { usePieces } from './usePlaces';

/** Where the handle is at first: the curve is then the straight line. */
const MIDDLE: Place = { x: 0.5, y: 0 };

export const controlIn = (control: readonly number[]): Place => placesOf(control)[0] ?? MIDDLE;

/** Pieces that are seen as a curve. */
const SMOOTH = 60;

interface CurveToolProps {
  readonly viewport: Viewport;
  readonly side: number;
}

export function CurveTool({ viewport, side }: CurveToolProps) {
  const { workspace } = useStores();
  const held = useWorkspace(({ view }) => view.control);
  const control = useMemo(() => controlIn(held), [held]);
  const pieces = usePieces();
  const places = useMemo(() => placesOnCurve(control, pieces), [control, pieces]);
  const { names } = useToolEnds();
  const ref = useRef<HTMLDivElement>(null);
  if (names === null) return null;
  const put = (place: Place) => workspace.getState().look({ control: numbersOf([place]) });
  const drag = (event: PointerEvent) => {
    const box = ref.current?.getBoundingClientRect();
    if (box === undefined || event.buttons !== 1) return;
    put(placeAtPixel(viewport, side, event.clientX - box.left, event.clientY - box.top));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = event.key === 'Home' ? MIDDLE : steppedBy(event, control, viewport);
    if (to === null) return;
    event.preventDefault();
    put(to);
  };
  return (
    <div className="tool-area" data-of="curve" ref={ref}>
      <svg
        className="plane-overlay tool-overlay"
        viewBox={`0 0 ${side} ${side}`}
        aria-hidden="true"
      >
        <path className="tool-guide" d={pathData([START, control, END], viewport, side)} />
        <ToolPath data={pathData(placesOf(placesOnCurve(control, SMOOTH)), viewport, side)} />
      </svg>
      <div
        className="tool-handle"
        role="application"
        aria-roledescription="handle"
        aria-label={`Control point at x ${numberText(control.x)}, y ${numberText(control.y)}; move with the arrow keys`}
        tabIndex={0}
        style={{
          left: `${viewport.toPixelX(control.x, side)}px`,
          top: `${viewport.toPixelY(control.y, side)}px`,
        }}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={onKeyDown}
      />
      <LiveScore places={places} />
    </div>
  );
}

/** The visitor's line, on whatever the plane has there. */
export function ToolPath({ data, of = 'own' }: { readonly data: string; readonly of?: string }) {
  return (
    <g data-tool={of}>
      <path className="tool-casing" d={data} />
      <path className="tool-line" d={data} />
    </g>
  );
}
