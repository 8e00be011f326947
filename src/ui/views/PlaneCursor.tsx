/** Reading the plane: the pointer, a tap, or the arrow keys show the values of a cell. */
import type { PlaneResult } from '../../pipeline/tasks/types';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Viewport } from '../draw/viewport';
import { nearestName, type OnPlane } from '../draw/nearest';
import { PlaneValues } from './PlaneValues';

export interface PlaneCursorProps {
  readonly viewport: Viewport;
  readonly plane: PlaneResult;
  /** What can be pointed at. */
  readonly drawn: OnPlane;
  readonly side: number;
}

interface Cell {
  readonly row: number;
  readonly column: number;
  /** What lies under the pointer, in words. */
  readonly name: string | null;
}

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function PlaneCursor({ viewport, plane, drawn, side }: PlaneCursorProps) {
  const [cell, setCell] = useState<Cell | null>(null);
  const [byKey, setByKey] = useState(false);
  const { size } = plane.grid;

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const name = nearestName(drawn, viewport, side, x, y);
    setByKey(false);
    setCell({ ...viewport.cellAt(x, y, side), name });
  };
  const step = (event: KeyboardEvent) => {
    const move = STEPS[event.key];
    if (event.key === 'Escape') setCell(null);
    if (move === undefined) return;
    event.preventDefault();
    const from = cell ?? { row: Math.floor(size / 2), column: Math.floor(size / 2) };
    const pace = event.shiftKey ? 5 : 1;
    const within = (index: number) => Math.min(size - 1, Math.max(0, index));
    const row = within(from.row + pace * move[0]);
    const column = within(from.column + pace * move[1]);
    const x = viewport.toPixelX(plane.grid.x[column]!, side);
    const y = viewport.toPixelY(plane.grid.y[row]!, side);
    setByKey(true);
    setCell({ row, column, name: nearestName(drawn, viewport, side, x, y) });
  };

  return (
    <div
      className="plane-cursor"
      role="group"
      tabIndex={0}
      aria-label="Values on the plane; move with the arrow keys"
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={(event) => {
        if (event.pointerType === 'mouse') setCell(null);
      }}
      onBlur={() => setCell(null)}
      onKeyDown={step}
    >
      {cell !== null && cell.row < size && cell.column < size && (
        <Reading {...{ viewport, plane, side, cell, byKey }} />
      )}
    </div>
  );
}

interface ReadingProps extends Omit<PlaneCursorProps, 'drawn'> {
  readonly cell: Cell;
  readonly byKey: boolean;
}

function Reading({ viewport, plane, side, cell, byKey }: ReadingProps) {
  const { row, column, name } = cell;
  const pixelX = viewport.toPixelX(plane.grid.x[column]!, side);
  const pixelY = viewport.toPixelY(plane.grid.y[row]!, side);
  return (
    <>
      <span className="crosshair-x" style={{ top: `${pixelY}px` }} />
      <span className="crosshair-y" style={{ left: `${pixelX}px` }} />
      <div
        className="tip"
        data-left={pixelX > side / 2 || undefined}
        data-up={pixelY > side / 2 || undefined}
        style={{ left: `${pixelX}px`, top: `${pixelY}px` }}
        role={byKey ? 'status' : undefined}
        aria-label={byKey ? 'Reading of the plane' : undefined}
      >
        {name !== null && <p className="tip-name">{name}</p>}
        <PlaneValues {...{ plane, row, column }} />
      </div>
    </>
  );
}
