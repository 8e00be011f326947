/** The Bezier curve whose control point is dragged: its losses beside those of the straight line and of trained curves. */
import { useMemo } from 'react';
import { useStores, useWorkspace } from '../context';
import { placesOnCurve } from '../draw/polyline';
import { useToolEnds } from './absence';
import { controlIn } from './CurveTool';
import { ToolPanel } from './ToolPanel';
import { useLines } from './useLines';
import { usePieces } from './usePlaces';

export function CurvePanel() {
  const { workspace } = useStores();
  const control = useWorkspace(({ view }) => view.control);
  const ends = useToolEnds();
  const pieces = usePieces();
  const places = useMemo(() => placesOnCurve(controlIn(control), pieces), [control, pieces]);
  const { lines, own } = useLines({ own: 'curve', places, grid: null, ends: ends.names });
  const [start, end] = ends.names ?? ['A', 'B'];
  return (
    <ToolPanel
      title="Your curve"
      task={`Drag the control point: the curve from ${start} to ${end} follows it, and so does the loss along it.`}
      {...{ ends, lines, own }}
    >
      <button
        type="button"
        className="button small"
        disabled={control.length === 0}
        onClick={() => workspace.getState().look({ control: [] })}
      >
        Straighten
      </button>
    </ToolPanel>
  );
}
