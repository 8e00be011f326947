/** The path that is drawn across the plane: its losses beside those of the straight line, of trained curves and of the best on the grid. */
import { useMemo } from 'react';
import { PLANE } from '../../pipeline/kinds/pair/refs';
import { useStores, useTask, useWorkspace } from '../context';
import { END, placesAlong, placesOf, START } from '../draw/polyline';
import { valueOf } from '../stage';
import { useToolEnds } from './absence';
import { ToolPanel } from './ToolPanel';
import { useGridPath } from './useGridPath';
import { useLines } from './useLines';
import { usePieces } from './usePlaces';

export function PathPanel() {
  const { workspace } = useStores();
  const drawn = useWorkspace(({ view }) => view.drawn);
  const shows = useWorkspace(({ view }) => view.gridPath);
  const plane = valueOf(useTask(PLANE));
  const ends = useToolEnds();
  const grid = useGridPath(shows && ends.names !== null ? plane : null);
  const pieces = usePieces();
  const places = useMemo(
    () => (drawn.length === 0 ? null : placesAlong([START, ...placesOf(drawn), END], pieces)),
    [drawn, pieces],
  );
  const { lines, own } = useLines({ own: 'drawn', places, grid: grid ?? null, ends: ends.names });
  const look = (bends: readonly number[]) => workspace.getState().look({ drawn: bends });
  const [start, end] = ends.names ?? ['A', 'B'];
  return (
    <ToolPanel
      title="Your path"
      task={`Draw a path from ${start} to ${end} across the plane, and keep its highest loss low. Tap to add one point.`}
      {...{ ends, lines, own }}
    >
      <button
        type="button"
        className="button small"
        disabled={drawn.length === 0}
        onClick={() => look(drawn.slice(0, -2))}
      >
        Take a point back
      </button>
      <button
        type="button"
        className="button small"
        disabled={drawn.length === 0}
        onClick={() => look([])}
      >
        Clear
      </button>
      <button
        type="button"
        className="button small"
        aria-pressed={shows}
        onClick={() => workspace.getState().look({ gridPath: !shows })}
      >
        Best path on the grid
      </button>
      {grid === null && (
        <p className="quiet">
          No path on the grid joins {start} and {end}.
        </p>
      )}
    </ToolPanel>
  );
}
