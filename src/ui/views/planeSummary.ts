import { minIndex, maxIndex } from 'd3-array';
import type { PlaneResult } from '../../store/state';
import { countText, lossText, numberText, percentText, pointText } from '../format';

/** The picture in words: how much is computed, the lowest and highest loss, and where. */
export function planeSummary(plane: PlaneResult): string {
  const { grid, loss, accuracy, computed, anchors } = plane;
  const cells = grid.size ** 2;
  const place = (cell: number) =>
    `x ${numberText(grid.x[cell % grid.size] ?? NaN)}, y ${numberText(grid.y[Math.floor(cell / grid.size)] ?? NaN)}`;
  const finite = loss.map((value) => (Number.isFinite(value) ? value : NaN));
  const best = minIndex(finite);
  const worst = maxIndex(finite);
  const parts = [
    `${grid.size} by ${grid.size} networks, ${countText(computed)} of ${countText(cells)} computed.`,
    `Lengths are in units of the distance from ${pointText(anchors[0]?.name ?? '')} to ${pointText(anchors[1]?.name ?? '')}.`,
    ...anchors.map(
      ({ name, x, y }) => `${pointText(name)} is at x ${numberText(x)}, y ${numberText(y)}.`,
    ),
  ];
  if (best >= 0)
    parts.push(
      `Lowest loss ${lossText(loss[best]!)}, accuracy ${percentText(accuracy[best]!)}, at ${place(best)}.`,
      `Highest loss ${lossText(loss[worst]!)}, accuracy ${percentText(accuracy[worst]!)}, at ${place(worst)}.`,
    );
  return parts.join(' ');
}
