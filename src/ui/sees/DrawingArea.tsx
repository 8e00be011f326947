/** A square to draw in, with a pointer, a finger, or the arrow keys. */
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { createInk, type Place } from './ink';

/** Pixels on each side, and how far an arrow key moves the pen. */
const SIZE = 140;
const STEP = 5;

/** Where the pen is at first. */
const START: Place = { x: SIZE / 2, y: SIZE / 4 };

/** What is drawn, `[size, size]`, 0 to 255. */
export interface Ink {
  readonly ink: Uint8Array;
  readonly size: number;
}

interface DrawingAreaProps {
  /** Laid in place of what is drawn, whenever it is another object: `[28, 28]`. */
  readonly given: { readonly image: Uint8Array } | null;
  readonly onInk: (ink: Ink) => void;
  /** Buttons beside the one that clears it. */
  readonly children: ReactNode;
}

const ARROWS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

export function DrawingArea({ given, onInk, children }: DrawingAreaProps) {
  const hint = useId();
  const ref = useRef<HTMLCanvasElement>(null);
  const ink = useRef<ReturnType<typeof createInk> | null>(null);
  const frame = useRef(0);
  /** Moves may come faster than the pen is shown, so what is drawn from is no state. */
  const at = useRef(START);
  const [pen, setPen] = useState(START);
  const [down, setDown] = useState(false);

  useEffect(() => {
    const context = ref.current?.getContext('2d', { willReadFrequently: true });
    if (context !== null && context !== undefined) ink.current = createInk(context, SIZE);
    return () => cancelAnimationFrame(frame.current);
  }, []);

  const tell = () => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      if (ink.current !== null) onInk({ ink: ink.current.read(), size: SIZE });
    });
  };
  useEffect(() => {
    if (given === null || ink.current === null) return;
    ink.current.lay(given.image);
    onInk({ ink: ink.current.read(), size: SIZE });
  }, [given, onInk]);

  const clear = () => {
    ink.current?.clear();
    tell();
  };
  const placeOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): Place => {
    const box = currentTarget.getBoundingClientRect();
    const scale = SIZE / box.width;
    return { x: (clientX - box.left) * scale, y: (clientY - box.top) * scale };
  };
  const move = (to: Place) => {
    at.current = to;
    setPen(to);
  };
  const draw = (to: Place) => {
    ink.current?.line(at.current, to);
    tell();
    move(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow !== undefined) {
      const { x, y } = at.current;
      const to = { x: within(x + arrow[0]), y: within(y + arrow[1]) };
      if (down) draw(to);
      else move(to);
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (!down) draw(at.current);
      setDown(!down);
    } else if (event.key === 'Delete' || event.key === 'Backspace') clear();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="drawing-area">
        <canvas
          ref={ref}
          className="drawing"
          width={SIZE}
          height={SIZE}
          tabIndex={0}
          role="application"
          aria-roledescription="drawing area"
          aria-label="Draw a digit"
          aria-describedby={hint}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            move(placeOf(event));
            draw(at.current);
          }}
          onPointerMove={(event) => {
            if (event.buttons !== 1) return;
            draw(placeOf(event));
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setDown(false)}
        />
        <span
          className="drawing-pen"
          data-down={down || undefined}
          aria-hidden="true"
          style={{ left: `${(100 * pen.x) / SIZE}%`, top: `${(100 * pen.y) / SIZE}%` }}
        />
      </div>
      <div className="sees-tools">
        <button type="button" className="button small" onClick={clear}>
          Clear
        </button>
        {children}
      </div>
      <p id={hint} className="quiet drawing-hint">
        Draw with a finger or a mouse. By keyboard, arrows move the pen, Space puts it down or lifts
        it, Delete clears.
      </p>
    </>
  );
}

const within = (x: number): number => Math.min(SIZE - 1, Math.max(1, x));
