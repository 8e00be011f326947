/** What measurements of several networks are as curves of loss and accuracy, each with its look. */
import type { ResultOf } from '../../pipeline/state';
import type { SimplexResult, TransferResult } from '../../jobs/jobs';
import { CURVE_NAMES, LINE_NAMES, PATHS, type PathName } from '../../jobs/paths';
import { countText } from '../format';
import { seriesFor } from './series';

export interface ScorePoint {
  readonly x: number;
  readonly loss: number;
  /** 0 to 1 */
  readonly accuracy: number;
}

export interface ScoredCurve {
  readonly name: string;
  /** At the end of its line. */
  readonly short: string;
  readonly colour: string;
  readonly points: readonly ScorePoint[];
}

/** The colour of a path for what is like it. */
const like = (path: PathName): Pick<ScoredCurve, 'colour'> => ({ colour: seriesFor(path).own });

/** A curve with the name and the look of a path. */
const asPath = (path: PathName, points: readonly ScorePoint[]): ScoredCurve => ({
  name: PATHS[path].label,
  short: PATHS[path].short,
  ...like(path),
  points,
});

/** Averages by the number of networks; without REPAIR and initialisations where these are not known. */
export function averageCurves(points: ResultOf<'average'>): readonly ScoredCurve[] {
  const initial = points.flatMap((point) =>
    point.initial === null ? [] : [{ x: point.networks, ...point.initial }],
  );
  const of = (part: 'naive' | 'naiveRepaired' | 'aligned' | 'repaired') =>
    points.map((point) => ({ x: point.networks, ...point[part] }));
  const curves = [
    asPath('naive', of('naive')),
    asPath('repaired-naive', of('naiveRepaired')),
    asPath('permuted', of('aligned')),
    asPath('repaired', of('repaired')),
    asPath(
      'naive0',
      initial.map(({ x, naive }) => ({ x, ...naive })),
    ),
    asPath(
      'permuted0',
      initial.map(({ x, aligned }) => ({ x, ...aligned })),
    ),
  ];
  return curves.filter((curve) => curve.points.length > 0);
}

/** Colours of the permutations of different steps: those of all paths but the two that are drawn beside them. */
const STEPS = [
  ...CURVE_NAMES,
  ...LINE_NAMES.filter((name) => name !== 'naive' && name !== 'permuted'),
].map(like);

/** Midpoints by the step at which a permutation is applied: one curve for each step at which it was found. */
export function transferCurves({ naive, points }: TransferResult): readonly ScoredCurve[] {
  const found = [...new Set(points.map((point) => point.found))];
  const steps = found.filter((step) => step !== null);
  const of = (step: number | null) =>
    points
      .filter((point) => point.found === step)
      .map(({ applied, loss, accuracy }) => ({ x: applied, loss, accuracy }));
  return [
    asPath(
      'naive',
      naive.map(({ applied, loss, accuracy }) => ({ x: applied, loss, accuracy })),
    ),
    ...(found.includes(null)
      ? [{ name: 'Current permutation', short: 'current', ...like('permuted'), points: of(null) }]
      : []),
    ...steps.map((step, i) => ({
      name: `Permutation of step ${countText(step)}`,
      short: `step ${countText(step)}`,
      ...STEPS[i % STEPS.length]!,
      points: of(step),
    })),
  ];
}

/** The members of an ensemble in their order, their mean, and the ensemble. */
export function ensembleCurves(
  { members, loss, accuracy }: ResultOf<'ensemble'>,
  name = 'Each network',
): readonly ScoredCurve[] {
  const flat = (score: { loss: number; accuracy: number }) =>
    [1, members.length].map((x) => ({ x, ...score }));
  return [
    {
      name,
      short: 'each',
      colour: 'var(--ink)',
      points: members.map((member, i) => ({ x: i + 1, ...member })),
    },
    {
      name: 'Their mean',
      short: 'mean',
      colour: 'var(--quiet)',
      points: flat(meanOf(members)),
    },
    {
      name: 'The ensemble',
      short: 'ensemble',
      colour: 'var(--permuted)',
      points: flat({ loss, accuracy }),
    },
  ];
}

/** Mean loss and accuracy. */
export function meanOf(scores: readonly { readonly loss: number; readonly accuracy: number }[]): {
  loss: number;
  accuracy: number;
} {
  const mean = (read: (score: (typeof scores)[number]) => number) =>
    scores.reduce((sum, score) => sum + read(score), 0) / scores.length;
  return { loss: mean(({ loss }) => loss), accuracy: mean(({ accuracy }) => accuracy) };
}

/** The vertices of a simplicial complex with their names: the networks that it joins, then what connects them. */
export function vertexScores(
  { atVertices, networks }: Pick<SimplexResult, 'atVertices' | 'networks'>,
  names: readonly string[],
): readonly { readonly name: string; readonly loss: number; readonly accuracy: number }[] {
  return atVertices.map((score, i) => ({
    name: i < networks ? (names[i] ?? `Network ${i + 1}`) : `Connecting point ${i - networks + 1}`,
    ...score,
  }));
}
