/** How paths are distinguished: by a name at the line itself, and by colour. */
import type { Experiment } from '../../pipeline/experiment';
import { pathNames } from '../../pipeline/kinds/pair/paths';
import type { PathResult } from '../../jobs/jobs';
import { isLine, PATH_NAMES, PATHS, type PathName } from '../../jobs/paths';

export interface Series {
  readonly name: PathName;
  /** Row header of the barriers, label in pictures. */
  readonly title: string;
  /** The same at the end of a line. */
  readonly short: string;
  /** What the path is, in a few words. */
  readonly note: string;
  /** CSS custom property of its own colour, set for both themes: what it has while it is pointed at. */
  readonly own: string;
  /** That of its line while nothing is pointed at. */
  readonly colour: string;
}

/** A path by itself; `paths.css` has its colours. */
export function seriesFor(name: PathName): Series {
  const { label, short, note } = PATHS[name];
  const own = `var(--${name})`;
  return { name, title: label, short, note, own, colour: own };
}

/** Every path, in the order of the tables. */
export const SERIES: readonly Series[] = PATH_NAMES.map(seriesFor);

/** The paths that an experiment asks for: the two lines and the first curve in colours, all others grey until they are pointed at. */
export function seriesOf(experiment: Experiment): readonly Series[] {
  const names = pathNames(experiment);
  const curve = names.find((name) => !isLine(name));
  const colourOf = ({ name, own }: Series): string => {
    if (name === 'naive' || name === 'permuted') return own;
    return name === curve ? 'var(--curve)' : 'var(--other-path)';
  };
  return SERIES.filter(({ name }) => names.includes(name)).map((series) => ({
    ...series,
    colour: colourOf(series),
  }));
}

/** From so many paths on, tables need their space. */
const MANY = 5;

export const isMany = (series: readonly unknown[]): boolean => series.length >= MANY;

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
