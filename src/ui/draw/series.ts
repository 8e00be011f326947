/** How the four paths are told apart: name, colour, and a dash for those who don't see the colour. */
import type { PathResult } from '../../jobs/jobs';
import type { PathName } from '../../store/state';

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

export const SERIES: readonly Series[] = [
  {
    name: 'naive',
    title: 'Naive',
    note: 'straight from A to B',
    colour: 'var(--naive)',
    dash: '6 3',
  },
  {
    name: 'permuted',
    title: 'Permuted',
    note: 'straight from π(A) to B',
    colour: 'var(--permuted)',
    dash: '',
  },
  {
    name: 'bezier',
    title: 'Bezier',
    note: 'quadratic, trained',
    colour: 'var(--bezier)',
    dash: '1.5 3',
  },
  {
    name: 'chain',
    title: 'Polygonal chain',
    note: 'straight, with trained bends',
    colour: 'var(--chain)',
    dash: '9 3 1.5 3',
  },
];

/** The slider moves in hundredths. */
export const ALPHA_STEP = 0.01;

export function roundedAlpha(alpha: number): number {
  return Math.round(100 * Math.min(1, Math.max(0, alpha))) / 100;
}

/** Loss and accuracy of a path at any alpha from 0 to 1, between the two computed points next to it. */
export function readPath(path: PathResult, alpha: number): { loss: number; accuracy: number } {
  return {
    loss: between(path.alphas, path.loss, alpha),
    accuracy: between(path.alphas, path.accuracy, alpha),
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
