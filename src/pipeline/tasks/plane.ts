/** A plane on its way. */
import type { PlaneGrid, PlaneTile } from '../../jobs/jobs';
import type { NamedPoint, PlaneResult } from './types';

/** A plane of which nothing is known. */
export function emptyPlane(
  grid: PlaneGrid,
  anchors: readonly NamedPoint[],
  { entropy, ...known }: Pick<PlaneResult, 'trajectory' | 'direction'> & { entropy: boolean },
): PlaneResult {
  const cells = grid.size ** 2;
  return {
    grid,
    anchors,
    ...known,
    entropy: entropy ? new Float64Array(cells).fill(NaN) : null,
    loss: new Float64Array(cells).fill(NaN),
    accuracy: new Float64Array(cells).fill(NaN),
    computed: 0,
    seconds: 0,
  };
}

/**
 * The plane with a tile more. The buffers are written in place and shared with the plane before, whose other fields
 * stay true: a copy for every tile would cost more than the tile.
 */
export function addTile(plane: PlaneResult, tile: PlaneTile, seconds: number): PlaneResult {
  const { loss, accuracy, entropy } = plane;
  let { computed } = plane;
  tile.cells.forEach((cell, i) => {
    if (Number.isNaN(loss[cell])) computed++;
    loss[cell] = tile.loss[i] ?? NaN;
    accuracy[cell] = tile.accuracy[i] ?? NaN;
    if (entropy !== null) entropy[cell] = tile.entropy?.[i] ?? NaN;
  });
  return { ...plane, computed, seconds };
}
