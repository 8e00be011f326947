/** The decision boundaries in numbers. */
import { BOUNDARY_SIZE, type PlacedBoundary } from '../../store/boundary';
import { shareApart, shareRight } from '../draw/boundary';
import type { Series } from '../draw/series';
import { alphaText, countText, listText, numberText, percentText } from '../format';

/** A path, and what its network at the slider's place says. */
export interface DrawnBoundary {
  readonly series: Series;
  readonly boundary: PlacedBoundary;
}

/** How many points each gets right, and in how much of the square the first two differ. */
export function boundarySummary(drawn: readonly DrawnBoundary[], labels: Uint8Array): string {
  const [first, second] = drawn;
  if (first === undefined) return '';
  const { alpha, points } = first.boundary;
  const right = drawn.map(
    ({ series, boundary }) =>
      `${series.title} ${percentText(shareRight(boundary.points, labels), 0)}`,
  );
  const apart =
    second === undefined
      ? ''
      : ` The first two differ in ${percentText(shareApart(first.boundary.classes, second.boundary.classes), 0)} of the square.`;
  return `At α = ${alphaText(alpha)} the networks get right, of ${countText(points.length)} test points: ${listText(right)}.${apart}`;
}

/** A place of the grid. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** `x 0.35, y −0.20: Naive says arm 1, 83 % sure; Permuted ...` */
export function cellText(
  { row, column }: Cell,
  drawn: readonly DrawnBoundary[],
  classes: readonly string[],
): string {
  const coordinate = (i: number) =>
    numberText(Number(((2 * i + 1) / BOUNDARY_SIZE - 1).toFixed(2)));
  const at = row * BOUNDARY_SIZE + column;
  const each = drawn.map(({ series, boundary }) => {
    const name = classes[boundary.classes[at] ?? 0] ?? '';
    return `${series.title} says ${name}, ${percentText(boundary.sure[at] ?? NaN, 0)} sure`;
  });
  return `x ${coordinate(column)}, y ${coordinate(row)}: ${each.join('; ')}`;
}
