/** The plane in words: what it goes through, what its axes count, where it comes from, and what it shows. */
import type { Experiment } from '../../pipeline/experiment';
import type { NamedPoint, PlaneResult } from '../../pipeline/tasks/types';
import type { View } from '../../pipeline/view';
import { maxIndex, minIndex } from 'd3-array';
import { METHODS } from '../../jobs/methods';
import { isPlacedBy, PLANES, type PlaneName, type PlaneSettings } from '../../jobs/planes';
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

interface PlaneWords {
  /** What it goes through, as an end of the sentence `Every point is a network, `. */
  readonly through: string;
  /** What 1 on both axes is, after `in units of `. */
  readonly unit: string;
  /** Where it lies, within a recipe. */
  readonly place: string;
  /** The same on a button. */
  readonly short: string;
}

const WORDS: Readonly<Record<PlaneName, (plane: PlaneSettings) => PlaneWords>> = {
  points: ({ anchors }) => ({
    through: `a mix of ${listText(anchors.map(pointText))}`,
    unit: `the distance from ${pointText(anchors[0])} to ${pointText(anchors[1])}`,
    place: `through ${listText(anchors.map(pointText))}`,
    short: `Through ${anchors.map(pointText).join(', ')}`,
  }),
  random: ({ center, seed }) => ({
    through: `${pointText(center)} in the middle, moved along two random directions (seed ${seed}), of which each filter is as long as its own`,
    unit: `the length of ${pointText(center)}’s filters`,
    place: `about ${pointText(center)}, directions of seed ${seed}`,
    short: `Around ${pointText(center)}, random`,
  }),
  trajectory: ({ of }) => ({
    through: `on the plane through the end of ${of}’s training in which that training moves most`,
    unit: `how far ${of}’s training reaches along x`,
    place: `of the training of ${of}`,
    short: `Training of ${of}`,
  }),
};

const wordsOf = (plane: PlaneSettings) => WORDS[plane.kind](plane);

/** What the plane goes through, as an end of the sentence `Every point is a network, `. */
export function throughText({ plane, alignment }: Place): string {
  const made =
    METHODS[alignment.method].mixes === true
      ? ' (A with its neurons mixed, which may be another function)'
      : ' (the same function as A, its neurons reordered)';
  const goes = isPlacedBy(plane, 'anchors') && plane.anchors.includes('pi(A)');
  return `${wordsOf(plane).through}${goes ? made : ''}`;
}

/**
 * Why a plane through A, B and pi(A) goes along a random direction: pi(A) is A, where matching moves no unit, or B, where
 * the two are one network with its units in another order; or A is B.
 */
export function directionText({ anchors }: Pick<PlaneResult, 'anchors'>): string {
  const [, second, third] = anchors;
  if (second !== undefined && Math.abs(second.x) < 1e-3)
    return 'A and B are one and the same network, so the plane goes along two random directions as long as A.';
  const name = third === undefined ? '' : pointText(third.name);
  const near = (x: number) => third !== undefined && Math.abs(third.x - x) < 1e-3;
  const why = near(0)
    ? `${name} is A: matching leaves every unit in its place`
    : near(1)
      ? `${name} is B: A and B are one network with its units in another order`
      : `${name} lies on the line through A and B`;
  return `${why}. So these three span no plane, and upwards it goes along a random direction as long as B − A.`;
}

/** What 1 on both axes is. */
export const planeUnitText = ({ plane }: Pick<Place, 'plane'>): string =>
  `in units of ${wordsOf(plane).unit}`;

/** Papers that describe such planes. */
export const planeSource = ({ plane }: Pick<Place, 'plane'>): string => PLANES[plane.kind].source;

/** Where the plane lies, within a recipe. */
export const placeWords = (plane: PlaneSettings): string => wordsOf(plane).place;

/** Where the plane lies in a few words, as its button says it. */
export const placeText = (plane: PlaneSettings): string => wordsOf(plane).short;

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

/** A coordinate, of which rounding is left out: lengths of the plane are near 1. */
const coordinateText = (x: number) => numberText(Math.abs(x) < 1e-9 ? 0 : x);

/** The picture in words: how much is computed, what lies where, and the lowest and highest loss. */
export function planeSummary(
  plane: PlaneResult,
  experiment: Place,
  snapshots: readonly NamedPoint[] = [],
): string {
  const { grid, loss, accuracy, entropy, computed, anchors } = plane;
  const cells = grid.size ** 2;
  const place = (cell: number) =>
    `x ${coordinateText(grid.x[cell % grid.size] ?? NaN)}, y ${coordinateText(grid.y[Math.floor(cell / grid.size)] ?? NaN)}`;
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
      ({ name, x, y }) =>
        `${pointText(name)} is at x ${coordinateText(x)}, y ${coordinateText(y)}.`,
    ),
    trajectoryText(plane, snapshots),
    ...snapshots.map(
      ({ name, x, y, distance }) =>
        `${name}: x ${coordinateText(x)}, y ${coordinateText(y)}, ${numberText(distance)} off the plane.`,
    ),
  ].filter((part) => part !== '');
  if (best >= 0) parts.push(`Lowest loss ${at(best)}`, `Highest loss ${at(worst)}`);
  return parts.join(' ').replaceAll('NaN', DASH);
}
