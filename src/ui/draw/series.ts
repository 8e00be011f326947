/** How paths are distinguished: name, colour, and a dash for those who don't see the colour. */
import type { Experiment } from '../../pipeline/experiment';
import { pathNames } from '../../pipeline/kinds/pair/paths';
import type { PathResult } from '../../jobs/jobs';
import { PATH_NAMES, PATHS, type PathName } from '../../jobs/paths';

export interface Series {
  readonly name: PathName;
  /** Row header of the barriers, label in pictures. */
  readonly title: string;
  /** What the path is, in a few words. */
  readonly note: string;
  /** CSS custom property of its colour, set for both themes. */
  readonly colour: string;
  /** SVG dash array in pixels; empty for a solid line. */
  readonly dash: string;
}

const DASHES: Readonly<Record<PathName, string>> = {
  naive: '6 3',
  permuted: '',
  'repaired-naive': '13 3 3 3',
  repaired: '13 3',
  naive0: '3 3',
  permuted0: '11 3 4 3',
  bezier: '1.5 3',
  chain: '9 3 1.5 3',
  neb: '9 3 1.5 2.5 1.5 3',
  'auto-neb': '4 2 1.5 2',
  slerp: '16 2.5 1.5 2.5',
  'layer-slerp': '1.5 2.5 1.5 6',
  'layer-line': '6 3 6 8',
  'layer-steps': '3 6',
};

/** A path as it is drawn; `paths.css` has its colours. */
export const seriesFor = (name: PathName): Series => ({
  name,
  title: PATHS[name].label,
  note: PATHS[name].note,
  colour: `var(--${name})`,
  dash: DASHES[name],
});

/** Every path, in the order of the tables. */
export const SERIES: readonly Series[] = PATH_NAMES.map(seriesFor);

/** The paths that an experiment asks for. */
export function seriesOf(experiment: Experiment): readonly Series[] {
  const names = pathNames(experiment);
  return SERIES.filter(({ name }) => names.includes(name));
}

/** From so many paths on, colours and dashes are not enough: each has a number too, and tables need their space. */
const MANY = 5;

export const isMany = (series: readonly unknown[]): boolean => series.length >= MANY;

/** The number of a path where there are many, else null. */
export function tagOf(series: readonly Series[], name: PathName): string | null {
  const at = series.findIndex((candidate) => candidate.name === name);
  return isMany(series) && at >= 0 ? String(at + 1) : null;
}

/** Where on its path a number is: apart from the others, on paths that lie on one another too, and from the ends. */
export function tagPlace(series: readonly Series[], name: PathName): number {
  const at = series.findIndex((candidate) => candidate.name === name);
  return 0.12 + (0.76 * (at + 0.5)) / series.length;
}

/** The slider moves in hundredths. */
export const ALPHA_STEP = 0.01;

export function roundedAlpha(alpha: number): number {
  return Math.round(100 * Math.min(1, Math.max(0, alpha))) / 100;
}

/** Loss and accuracy of a path at any alpha from 0 to 1, between the two computed points next to it. */
export function readPath(
  { alphas }: Pick<PathResult, 'alphas'>,
  values: Pick<PathResult, 'loss' | 'accuracy'>,
  alpha: number,
): { loss: number; accuracy: number } {
  return {
    loss: between(alphas, values.loss, alpha),
    accuracy: between(alphas, values.accuracy, alpha),
  };
}

/** Linear interpolation in a table; `at` ascends. At a tabulated place the tabulated value itself, finite or not. */
export function between(at: ArrayLike<number>, values: ArrayLike<number>, x: number): number {
  const last = at.length - 1;
  if (last < 0) return NaN;
  let right = 0;
  while (right < last && at[right]! < x - 1e-9) right++;
  const left = Math.max(0, right - 1);
  const gap = at[right]! - at[left]!;
  const share = gap > 0 ? Math.min(1, Math.max(0, (x - at[left]!) / gap)) : 1;
  if (share > 1 - 1e-6) return values[right]!;
  if (share < 1e-6) return values[left]!;
  return (1 - share) * values[left]! + share * values[right]!;
}
