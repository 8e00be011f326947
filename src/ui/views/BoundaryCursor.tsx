/** Reading the square: the pointer, a tap, or the arrow keys show what every network says at a place. */
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { BOUNDARY_SIZE as SIZE } from '../../store/boundary';
import { cellText, type Cell, type DrawnBoundary } from './boundaryText';

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const within = (index: number) => Math.min(SIZE - 1, Math.max(0, index));

interface BoundaryCursorProps {
  readonly drawn: readonly DrawnBoundary[];
  readonly classes: readonly string[];
  /** The pictures: each takes a mark where the reading is. */
  readonly children: (mark: ReactNode) => ReactNode;
}

export function BoundaryCursor({ drawn, classes, children }: BoundaryCursorProps) {
  const [cell, setCell] = useState<Cell | null>(null);
  const [byKey, setByKey] = useState(false);

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const picture = (event.target as Element).closest('.boundary-square');
    if (picture === null) {
      setCell(null);
      return;
    }
    const box = picture.getBoundingClientRect();
    setByKey(false);
    setCell({
      row: within(Math.floor(SIZE * (1 - (event.clientY - box.top) / box.height))),
      column: within(Math.floor((SIZE * (event.clientX - box.left)) / box.width)),
    });
  };
  const step = (event: KeyboardEvent) => {
    const move = STEPS[event.key];
    if (event.key === 'Escape') setCell(null);
    if (move === undefined) return;
    event.preventDefault();
    const { row, column } = cell ?? { row: SIZE / 2, column: SIZE / 2 };
    const pace = event.shiftKey ? 8 : 1;
    setByKey(true);
    setCell({ row: within(row + pace * move[0]), column: within(column + pace * move[1]) });
  };
  const mark = cell !== null && (
    <span
      className="boundary-mark"
      style={{
        left: `${(100 * (cell.column + 0.5)) / SIZE}%`,
        bottom: `${(100 * (cell.row + 0.5)) / SIZE}%`,
      }}
    />
  );
  return (
    <>
      <div
        className="boundary-cursor"
        role="group"
        tabIndex={0}
        aria-label="What the networks say at a place; move with the arrow keys"
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={(event) => {
          if (event.pointerType === 'mouse') setCell(null);
        }}
        onBlur={() => setCell(null)}
        onKeyDown={step}
      >
        {children(mark)}
      </div>
      <p className="boundary-reading" role={byKey ? 'status' : undefined}>
        {cell === null
          ? 'Point at the square, or use the arrow keys in it, to read a place.'
          : cellText(cell, drawn, classes)}
      </p>
    </>
  );
}
