/** The numbers of each picture as tables. */
import type { MatchingResult, PathResult, TrainingProgress } from '../../jobs/jobs';
import type { PathName } from '../../jobs/paths';
import type { PlaneResult } from '../../pipeline/tasks/types';
import { lengthOf } from '../draw/along';
import type { ScoredCurve } from '../draw/scores';
import type { PlaneProjection } from '../views/planeProjection';
import { stacked, type Table } from './table';

/** The grid, the named points, and the paths as they lie in the plane. */
export function planeTables(
  { grid, loss, accuracy, entropy, anchors }: PlaneResult,
  projection: PlaneProjection | null,
): readonly Table[] {
  const cells = loss.length;
  const of = (value: (cell: number) => number) => Array.from({ length: cells }, (_, i) => value(i));
  return [
    {
      name: 'grid',
      columns: {
        x: of((cell) => grid.x[cell % grid.size] ?? NaN),
        y: of((cell) => grid.y[Math.floor(cell / grid.size)] ?? NaN),
        loss,
        accuracy,
        ...(entropy !== null && { entropy }),
      },
    },
    stacked(
      'points',
      (projection?.points ?? anchors).map(({ name, x, y, distance }) => ({ name, x, y, distance })),
    ),
    stacked(
      'paths',
      (projection?.paths ?? []).map(({ name, points }) => ({
        path: name,
        alpha: points.map((_, i) => i / Math.max(1, points.length - 1)),
        x: points.map(({ x }) => x),
        y: points.map(({ y }) => y),
        distance: points.map(({ distance }) => distance),
      })),
    ),
  ];
}

type Computed = readonly (readonly [name: PathName, path: PathResult | null])[];

/** Every number at every place of every path that is there. */
export function pathTables(paths: Computed): readonly Table[] {
  return [
    stacked(
      'paths',
      paths.flatMap(([name, path]) =>
        path === null
          ? []
          : {
              path: name,
              alpha: path.alphas,
              loss: path.loss,
              accuracy: path.accuracy,
              ...(path.other !== null && {
                otherLoss: path.other.loss,
                otherAccuracy: path.other.accuracy,
              }),
              fromStart: path.fromStart,
              fromEnd: path.fromEnd,
              arc: path.arc,
              ...(path.disagreement !== null && {
                unlikeStart: path.disagreement.withStart,
                unlikeEnd: path.disagreement.withEnd,
              }),
            },
      ),
    ),
  ];
}

/** What sums each path up. */
export function barrierTables(paths: Computed): readonly Table[] {
  return [
    stacked(
      'barriers',
      paths.flatMap(([name, path]) =>
        path === null
          ? []
          : {
              path: name,
              barrierOverMean: path.barrierOverMean,
              barrierOverChord: path.barrierOverChord,
              midpointAccuracy: path.midpointAccuracy,
              length: lengthOf(path),
            },
      ),
    ),
  ];
}

/** How each network learned: its loss on the images of its steps, and on test images. */
export function learningTables(
  histories: readonly (readonly [name: string, history: TrainingProgress | null])[],
): readonly Table[] {
  const known = histories.flatMap(([network, history]) =>
    history === null ? [] : [{ network, ...history }],
  );
  return [
    stacked(
      'training',
      known.map(({ network, losses }) => ({
        network,
        step: losses.map(({ step }) => step),
        loss: losses.map(({ loss }) => loss),
      })),
    ),
    stacked(
      'tests',
      known.map(({ network, tests }) => ({
        network,
        step: tests.map(({ step }) => step),
        loss: tests.map(({ loss }) => loss),
        accuracy: tests.map(({ accuracy }) => accuracy),
      })),
    ),
  ];
}

/** Curves of loss and accuracy, by what they are counted in. */
export function scoreTables(curves: readonly ScoredCurve[], counts: string): readonly Table[] {
  return [
    stacked(
      'scores',
      curves.map(({ name, points }) => ({
        curve: name,
        [counts]: points.map(({ x }) => x),
        loss: points.map(({ loss }) => loss),
        accuracy: points.map(({ accuracy }) => accuracy),
      })),
    ),
  ];
}

/**
 * Which unit of A stands at the place of which of B, and how alike they are; or, of mixed units, the shares. Layers count
 * from 1, units from 0.
 */
export function matchingTables({ layers, mixed, cosines }: MatchingResult): readonly Table[] {
  if (mixed === null)
    return [
      stacked(
        'units',
        layers.map(({ permutation, similarities }, i) => ({
          layer: i + 1,
          unitOfB: Array.from(permutation, (_, unit) => unit),
          unitOfA: permutation,
          similarity: similarities,
          cosine: cosines[i] ?? null,
        })),
      ),
    ];
  return [
    stacked(
      'shares',
      mixed.map(({ shares }, i) => {
        const rows = cosines[i]?.length ?? 1;
        const width = shares.length / rows;
        return {
          layer: i + 1,
          unitOfB: Array.from(shares, (_, cell) => Math.floor(cell / width)),
          unitOfA: Array.from(shares, (_, cell) => cell % width),
          share: shares,
        };
      }),
    ),
  ];
}
