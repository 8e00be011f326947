/** The plane in words: what it goes through, what its axes count, where it comes from, and what it shows. */
import { maxIndex, minIndex } from 'd3-array';
import type { Experiment, NamedPoint, PlaneResult, View } from '../../store/state';
import {
  countText,
  DASH,
  lossText,
  numberText,
  percentText,
  pointText,
  similarityText,
} from '../format';
import { listText } from './pathText';

type Place = Pick<Experiment, 'plane' | 'alignment'>;

/** What the plane goes through, as an end of the sentence `Every point is a network, `. */
export function throughText({ plane, alignment }: Place): string {
  const { kind, anchors, center, seed, of } = plane;
  switch (kind) {
    case 'points': {
      const made =
        alignment.method === 'transport'
          ? ' (A with its neurons mixed, which may be another function)'
          : ' (the same function as A, its neurons reordered)';
      return `a mix of ${listText(anchors.map(pointText))}${anchors.includes('pi(A)') ? made : ''}`;
    }
    case 'random':
      return `${pointText(center)} in the middle, moved along two random directions (seed ${seed}), of which each filter is as long as its own`;
    case 'trajectory':
      return `on the plane through the end of ${of}’s training in which that training moves most`;
  }
}

/** What 1 on both axes is. */
export function planeUnitText({ plane }: Place): string {
  const { kind, anchors, center, of } = plane;
  switch (kind) {
    case 'points':
      return `in units of the distance from ${pointText(anchors[0])} to ${pointText(anchors[1])}`;
    case 'random':
      return `in units of the length of ${pointText(center)}’s filters`;
    case 'trajectory':
      return `in units of how far ${of}’s training reaches along x`;
  }
}

/** Papers that describe such planes. */
export function planeSource({ plane }: Place): string {
  return {
    points: 'Benzing et al. 2022, Fig. 1; the plane as in Garipov et al. 2018, Fig. 1',
    random: 'Li et al. 2018, Sec. 4: random directions with filter normalisation',
    trajectory: 'Li et al. 2018, Sec. 7: principal components of a trajectory',
  }[plane.kind];
}

/** What deep colour means. */
export const deepText = (measure: View['measure']): string =>
  ({ loss: 'low loss', accuracy: 'high accuracy', entropy: 'sure predictions' })[measure];

/**
 * Snapshots of the training that a plane follows, with names.
 *
 * @param steps of each snapshot, `[points]`; empty where they are not known
 */
export function snapshotsOf(
  { trajectory }: Pick<PlaneResult, 'trajectory'>,
  of: string,
  steps: readonly number[],
): readonly NamedPoint[] {
  const points = trajectory?.points ?? [];
  const known = steps.length === points.length;
  return points.map((point, i) => ({
    ...point,
    name: known ? `${of} after ${countText(steps[i] ?? 0)} steps` : `${of}, snapshot ${i + 1}`,
  }));
}

/** How much of a training its plane shows, and how far the rest is off it. */
export function trajectoryText(
  { trajectory }: Pick<PlaneResult, 'trajectory'>,
  snapshots: readonly NamedPoint[],
): string {
  if (trajectory === null) return '';
  const [x, y] = trajectory.explained;
  const farthest = snapshots.reduce<NamedPoint | null>(
    (far, point) => (far !== null && far.distance >= point.distance ? far : point),
    null,
  );
  const off =
    farthest === null
      ? ''
      : ` The wider its ring, the farther a snapshot is off the plane: ${similarityText(farthest.distance)} at most (${farthest.name}).`;
  return `Of the variance of ${snapshots.length} snapshots, x shows ${percentText(x, 0)} and y ${percentText(y, 0)}.${off}`;
}

/** The picture in words: how much is computed, what lies where, and the lowest and highest loss. */
export function planeSummary(
  plane: PlaneResult,
  experiment: Place,
  snapshots: readonly NamedPoint[] = [],
): string {
  const { grid, loss, accuracy, entropy, computed, anchors } = plane;
  const cells = grid.size ** 2;
  const place = (cell: number) =>
    `x ${numberText(grid.x[cell % grid.size] ?? NaN)}, y ${numberText(grid.y[Math.floor(cell / grid.size)] ?? NaN)}`;
  const finite = loss.map((value) => (Number.isFinite(value) ? value : NaN));
  const best = minIndex(finite);
  const worst = maxIndex(finite);
  const at = (cell: number) =>
    [
      `${lossText(loss[cell] ?? NaN)}, accuracy ${percentText(accuracy[cell] ?? NaN)}`,
      ...(entropy === null ? [] : [`entropy ${lossText(entropy[cell] ?? NaN)}`]),
      `at ${place(cell)}.`,
    ].join(', ');
  const parts = [
    `${grid.size} by ${grid.size} networks, ${countText(computed)} of ${countText(cells)} computed.`,
    `Lengths are ${planeUnitText(experiment)}.`,
    ...anchors.map(
      ({ name, x, y }) => `${pointText(name)} is at x ${numberText(x)}, y ${numberText(y)}.`,
    ),
    trajectoryText(plane, snapshots),
    ...snapshots.map(
      ({ name, x, y, distance }) =>
        `${name}: x ${numberText(x)}, y ${numberText(y)}, ${numberText(distance)} off the plane.`,
    ),
  ].filter((part) => part !== '');
  if (best >= 0) parts.push(`Lowest loss ${at(best)}`, `Highest loss ${at(worst)}`);
  return parts.join(' ').replaceAll('NaN', DASH);
}
