/** What a tool compares, each a line of losses by the share of its length, with its score. */
import type { Experiment } from '../../pipeline/experiment';
import { isFitted, type PathName } from '../../jobs/paths';
import type { PathResult, PlacesResult } from '../../jobs/jobs';
import type { Sample } from '../draw/curvePath';
import { offText } from '../draw/nearest';
import { lengthThrough, placesOf } from '../draw/polyline';
import { farthest } from '../draw/viewport';
import { pointText } from '../format';
import type { PathOnPlane } from '../views/shownOnPlane';

/** A line of a tool's chart, and its row in the table. */
export interface ToolLine {
  readonly key: string;
  readonly name: string;
  /** At the end of its line. */
  readonly short: string;
  readonly colour: string;
  /** Shares of its length, 0 to 1, and losses there. */
  readonly samples: readonly Sample[];
  readonly highest: number;
  /** Above the mean of both ends. */
  readonly barrier: number;
  /** In units of |B - A|. */
  readonly length: number;
  /** What is to be known of it, within a sentence; empty where nothing is. */
  readonly note: string;
}

type Look = Pick<ToolLine, 'key' | 'name' | 'short' | 'colour'>;

export const LOOKS = {
  drawn: { key: 'drawn', name: 'Your path', short: 'yours', colour: 'var(--drawn)' },
  curve: { key: 'curve', name: 'Your curve', short: 'yours', colour: 'var(--drawn)' },
  straight: { key: 'straight', name: 'Straight line', short: 'straight', colour: 'var(--naive)' },
  grid: { key: 'grid', name: 'Best on the grid', short: 'grid', colour: 'var(--grid-path)' },
} as const satisfies Record<string, Look>;

const samplesOf = (shares: ArrayLike<number>, loss: ArrayLike<number>): Sample[] =>
  Array.from(shares, (x, i) => ({ x, y: loss[i]! }));

/** Of places that lie on the plane. */
export const lineThrough = (
  look: Look,
  { of, along }: { readonly of: Float64Array; readonly along: PlacesResult },
): ToolLine => ({
  ...look,
  samples: samplesOf(along.shares, along.loss),
  highest: Math.max(...along.loss),
  barrier: along.barrierOverMean,
  length: lengthThrough(placesOf(of)),
  note: '',
});

/** Of a curve that was trained: as it was measured, wherever it lies. */
export function lineOfCurve(
  { series, points }: PathOnPlane,
  path: PathResult,
  unit: number,
): ToolLine {
  const whole = path.arc.at(-1) ?? NaN;
  const off = offText(farthest(points), 'up to ');
  return {
    key: series.name,
    name: `${series.title}, trained`,
    short: series.short,
    colour: series.own,
    samples: samplesOf(
      path.arc.map((before) => before / whole),
      path.loss,
    ),
    highest: Math.max(...path.loss),
    barrier: path.barrierOverMean,
    length: whole / unit,
    note: off === '' ? '' : `${series.title} lies ${off.slice(2)}, where you cannot draw.`,
  };
}

/** Whether a trained path joins the ends of a plane, which have these names. */
export function joins(
  name: PathName,
  { curves }: Pick<Experiment, 'curves'>,
  [start, end]: readonly [string, string],
): boolean {
  if (!isFitted(name)) return false;
  return end === pointText('B') && start === pointText(curves.ends === 'A and B' ? 'A' : 'pi(A)');
}
