/** What is drawn along alpha: the numbers of a path, what they are called, and how they are written. */
import type { Experiment } from '../../pipeline/experiment';
import type { PathMeasure } from '../../pipeline/view';
import type { PathResult } from '../../jobs/jobs';
import { DASH, numberText, percentText } from '../format';
import { lossUnitText } from '../units';

interface Measure {
  /** In the list of measures, and as the head of a column. */
  readonly label: string;
  readonly kind: 'loss' | 'share' | 'length';
  /** Without it a prediction has no such number, and no split has another. */
  readonly scored: boolean;
}

export const MEASURES: Readonly<Record<PathMeasure, Measure>> = {
  loss: { label: 'Loss', kind: 'loss', scored: true },
  accuracy: { label: 'Accuracy', kind: 'share', scored: true },
  fromStart: { label: 'Distance from its start', kind: 'length', scored: false },
  fromEnd: { label: 'Distance from its end', kind: 'length', scored: false },
  arc: { label: 'Length so far', kind: 'length', scored: false },
  unlikeStart: { label: 'Disagreement with A', kind: 'share', scored: false },
  unlikeEnd: { label: 'Disagreement with B', kind: 'share', scored: false },
};

const ALL = Object.keys(MEASURES) as readonly PathMeasure[];

/** The measures that an experiment makes: predictions are compared with those of the ends only if asked for. */
export const measuresOf = ({ evaluation }: Pick<Experiment, 'evaluation'>) =>
  ALL.filter((measure) => evaluation.compared > 0 || !measure.startsWith('unlike'));

/** The measure that is drawn: losses where the chosen one is not made. */
export const measureOf = (experiment: Pick<Experiment, 'evaluation'>, chosen: PathMeasure) =>
  measuresOf(experiment).includes(chosen) ? chosen : 'loss';

/**
 * The numbers of one measure along a path, `[points]`; null where it has none.
 *
 * @param unit distance that counts as 1
 */
export function valuesAlong(
  path: PathResult,
  measure: PathMeasure,
  unit: number,
): Float64Array | null {
  switch (measure) {
    case 'loss':
    case 'accuracy':
      return path[measure];
    case 'fromStart':
    case 'fromEnd':
    case 'arc':
      return path[measure].map((distance) => distance / unit);
    case 'unlikeStart':
      return path.disagreement?.withStart ?? null;
    case 'unlikeEnd':
      return path.disagreement?.withEnd ?? null;
  }
}

/** The same on the other split, where there is one. */
export const otherAlong = (path: PathResult, measure: PathMeasure): Float64Array | null =>
  measure === 'loss' || measure === 'accuracy' ? (path.other?.[measure] ?? null) : null;

/** The distance between the two ends of a path. */
const chordOf = ({ fromStart }: Pick<PathResult, 'fromStart'>): number => fromStart.at(-1) ?? NaN;

/** The length of a whole path. */
export const lengthOf = ({ arc }: Pick<PathResult, 'arc'>): number => arc.at(-1) ?? NaN;

/** What distances are counted in: |B - A|, or |B - pi(A)| where A is not in the same space. */
export function distanceUnit(paths: {
  readonly naive: PathResult | null;
  readonly permuted: PathResult | null;
}): { readonly length: number; readonly text: string } {
  const { naive, permuted } = paths;
  if (naive === null && permuted !== null)
    return { length: chordOf(permuted), text: '|B\u00a0−\u00a0π(A)|' };
  const length = naive === null ? NaN : chordOf(naive);
  // Equal networks have no distance to measure others by.
  if (length === 0) return { length: 1, text: 'weights’ own units, as A and B are equal' };
  return { length, text: '|B\u00a0−\u00a0A|' };
}

/** The title of the vertical axis, with its unit. */
export function axisText(
  measure: PathMeasure,
  experiment: Pick<Experiment, 'loss'>,
  unit: string,
): string {
  switch (measure) {
    case 'loss':
      return lossUnitText(experiment);
    case 'accuracy':
      return 'Accuracy';
    case 'fromStart':
      return `Distance from where the path begins (A, π(A) or A₀), in units of ${unit}`;
    case 'fromEnd':
      return `Distance from where the path ends (B or B₀), in units of ${unit}`;
    case 'arc':
      return `Length of the path until α, in units of ${unit}`;
    case 'unlikeStart':
      return 'Share of test images that are classed otherwise than where the path begins';
    case 'unlikeEnd':
      return 'Share of test images that are classed otherwise than where the path ends';
  }
}

/** A number of a measure in a table; a dash for what is not known. */
export function alongText(measure: PathMeasure, value: number): string {
  if (Number.isNaN(value)) return DASH;
  return MEASURES[measure].kind === 'share' ? percentText(value) : numberText(value);
}
