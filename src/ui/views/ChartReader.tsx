/** Reading a chart: the pointer, a tap, or the arrow keys show the values of its lines at one place. */
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Plot } from './ChartFrame';

export interface ReadLine {
  readonly name: string;
  readonly colour: string;
  readonly text: string;
  /** In bold: it is pointed at. */
  readonly strong?: boolean;
}

interface ChartReaderProps {
  readonly plot: Plot;
  readonly label: string;
  readonly toX: { (x: number): number; invert(pixel: number): number };
  /** Places that are read, ascending. */
  readonly places: readonly number[];
  /** What the place is: `Step 300`. */
  readonly title: (place: number) => string;
  readonly read: (place: number) => readonly ReadLine[];
  /** The pointer is at these pixels; null when it has left. */
  readonly onPoint?: (at: { readonly x: number; readonly y: number } | null) => void;
  /** A place was pressed on, or dragged to. */
  readonly onPress?: (x: number) => void;
}

export function ChartReader(props: ChartReaderProps) {
  const { plot, label, toX, places, title, read, onPoint, onPress } = props;
  const [at, setAt] = useState<number | null>(null);
  const [byKey, setByKey] = useState(false);
  const place = at === null ? undefined : places[Math.min(at, places.length - 1)];

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = toX.invert(plot.left + event.clientX - box.left);
    const pressed = event.type === 'pointerdown' || event.buttons === 1;
    if (pressed) onPress?.(x);
    // What is dragged is read beside the chart.
    setAt(pressed && onPress !== undefined ? null : nearestIndex(places, x));
    setByKey(false);
    onPoint?.({ x, y: event.clientY - box.top + plot.top });
  };
  const leave = () => {
    setAt(null);
    onPoint?.(null);
  };
  const step = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave();
    const next = moved(event, at, places.length);
    if (next === null) return;
    event.preventDefault();
    setByKey(true);
    setAt(next);
  };

  const x = place === undefined ? 0 : toX(place);
  return (
    <>
      <div
        className="chart-reader"
        role="group"
        tabIndex={0}
        aria-label={`${label}; move with the arrow keys`}
        data-drag={onPress !== undefined || undefined}
        style={{
          left: `${plot.left}px`,
          top: `${plot.top}px`,
          width: `${plot.right - plot.left}px`,
          height: `${plot.bottom - plot.top}px`,
        }}
        onPointerDown={(event) => {
          if (onPress !== undefined) event.currentTarget.setPointerCapture(event.pointerId);
          point(event);
        }}
        onPointerMove={point}
        onPointerLeave={(event) => {
          if (event.pointerType === 'mouse') leave();
        }}
        onBlur={leave}
        onKeyDown={step}
      >
        {place !== undefined && (
          <span className="chart-crosshair" style={{ left: `${x - plot.left}px` }} />
        )}
      </div>
      {place !== undefined && (
        <div
          className="tip chart-tip"
          data-left={x > (plot.left + plot.right) / 2 || undefined}
          style={{ left: `${x}px`, top: `${plot.top}px` }}
          role={byKey ? 'status' : undefined}
          aria-label={byKey ? 'Reading of the chart' : undefined}
        >
          <p className="tip-name">{title(place)}</p>
          <dl>
            {read(place).map(({ name, colour, text, strong }) => (
              <div key={name} data-strong={strong}>
                <dt>
                  <span className="dot" style={{ background: colour }} />
                  {name}
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </>
  );
}

/** The place that a key leads to; null for other keys. */
function moved({ key, shiftKey }: KeyboardEvent, at: number | null, count: number): number | null {
  const last = count - 1;
  const pace = shiftKey ? 5 : 1;
  const from = at ?? Math.floor(last / 2);
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at === null ? from : from - pace);
    case 'ArrowRight':
      return Math.min(last, at === null ? from : from + pace);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

function nearestIndex(places: readonly number[], x: number): number {
  let best = 0;
  places.forEach((place, i) => {
    if (Math.abs(place - x) < Math.abs(places[best]! - x)) best = i;
  });
  return best;
}
